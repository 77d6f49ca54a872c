"""Data sets, training and evaluation of the gesture classifiers. The only room that imports scikit-learn."""
