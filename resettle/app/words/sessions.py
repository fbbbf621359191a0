"""Text on the ends of sessions, and on files that are handed to one session alone."""

from __future__ import annotations

MINUTES_REFUSED = (
    "{variable}: found {found!r}; expected a number of minutes above 0 and up to {longest:,.0f}. Correct it, or leave "
    "it out for {usual:g} minutes, and start the app again."
)
ENDED = (
    "Your session has ended because this page was not used for {minutes} minutes or its connection was lost. Files "
    "that you uploaded, and what was made from them, are no longer on the server. Upload them again to continue."
)
MAKING_FILE = "Preparing {file}"
NO_COOKIE = (
    "The file cannot be downloaded: this browser did not send the app's cookie, which shows that the download belongs "
    "to your session. Allow cookies for this address, reload the page and try again."
)
NO_DOWNLOAD = (
    "The file was not downloaded: its address was used before, expired or belongs to another session. Press the "
    "button again."
)

NOT_FOUND = "Not found"
OTHER_SITE = "Refused: the page that asks is from another site."
TOO_MUCH_UPLOADED = "Refused: this session holds as many uploaded files as it may. Remove one of them first."
FAILED = "The server could not answer."
