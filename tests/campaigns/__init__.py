"""Tests of campaigns, and of the organisations that run them."""
