using Commissioning.Domain.Accounts;

namespace Commissioning.Features.Accounts;

/// <summary>How a person proved their identity, and what that uses up: the step of a code, or a passkey's counter.</summary>
public sealed record SignInProof(SignInKind Kind, long? CodeStep = null, UsedPasskey? Passkey = null);
