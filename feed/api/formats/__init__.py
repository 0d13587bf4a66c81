"""The same lists in the formats that feed readers, spreadsheets and citations take."""
