"""What a donor takes home: one pack of figures as a page, a workbook and a PDF."""
