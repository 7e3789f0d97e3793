using Commissioning.Domain.Accounts;

namespace Commissioning.Features.Accounts;

/// <summary>How somebody proved who they are, with what that leaves spent: the step of a code, or the count of a passkey.</summary>
public sealed record SignInProof(SignInKind Kind, long? CodeStep = null, UsedPasskey? Passkey = null);
