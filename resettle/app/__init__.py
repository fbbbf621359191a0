"""The app: state, components and thin pages; the only importers of Streamlit."""
