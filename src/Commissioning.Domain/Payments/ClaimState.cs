namespace Commissioning.Domain.Payments;

public enum ClaimState
{
    Sent,
    Accepted,
    GivenBack,
}
