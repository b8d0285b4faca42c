"""`python -m nostro`."""

from nostro.cli import main

if __name__ == "__main__":
    main()
