"""What is done with requests and answers besides the views: files, packing, addresses."""
