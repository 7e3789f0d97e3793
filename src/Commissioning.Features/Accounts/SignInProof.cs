using Commissioning.Domain.Accounts;

namespace Commissioning.Features.Accounts;

/// <summary>How a person proved their identity, and what that uses up: the step of a code, a passkey's counter, or a link in an
/// e-mail.</summary>
public sealed record SignInProof(SignInKind Kind, long? CodeStep = null, UsedPasskey? Passkey = null, Guid? Link = null);
