namespace Commissioning.Domain.Awards;

/// <summary>How an award came to its end. Declined: by the applicant; OfferWithdrawn: by the office, after it lapsed; GivenUp: by the organisation, after it accepted.</summary>
public enum AwardEnd
{
    Declined,
    OfferWithdrawn,
    GivenUp,
    Terminated,
    Closed,
}
