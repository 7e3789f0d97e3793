namespace Commissioning.Features.Accounts;

public sealed record UsedPasskey(string CredentialHash, long SignCount, bool BackedUp);
