"""How papers say things in Chinese: amounts, shares, dates, counts, causes of lights, 文号 and 签发人."""
