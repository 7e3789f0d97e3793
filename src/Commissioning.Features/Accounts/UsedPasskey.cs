using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

public sealed record UsedPasskey(string CredentialHash, long SignCount, bool BackedUp);
