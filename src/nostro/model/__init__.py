"""The records that flow through nostro: entities, payments, problems, alerts, money, ids."""
