namespace Commissioning.Domain.Awards;

/// <summary>How an award ended. Declined: by the applicant. OfferWithdrawn: by the office, after the offer lapsed. GivenUp: by the
/// organisation, after acceptance.</summary>
public enum AwardEnd
{
    Declined,
    OfferWithdrawn,
    GivenUp,
    Terminated,
    Closed,
}
