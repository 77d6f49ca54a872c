"""Files we own: recordings of observations. Never pickle."""
