"""Trade and investment between Kazakhstan and Kyrgyzstan, every figure with the words that state it."""

__version__ = "0.1.0"
