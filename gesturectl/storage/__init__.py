"""Files we own: recordings of observations, personal samples and models. Never pickle."""
