"""Exchange: between plain data and files. Uploads are hostile until read; nothing here knows the database."""
