namespace Commissioning.Domain.Monitoring;

/// <summary>What has to be over before the closing figures of an award can be put to its organisation.</summary>
/// <param name="EndsOn">Last day of the project.</param>
/// <param name="EndedAt">When the office ended the grant, or the organisation gave it up (UTC). Null: it was not.</param>
/// <param name="ReturnsOpen">Returns that are not accepted, but for one about money used again.</param>
/// <param name="PaymentsOpen">Payments asked for, approved or with the bank.</param>
/// <param name="ClaimedMore">Lines on which more was claimed and accepted than the last accepted return says was spent.</param>
public sealed record CloseOutReadiness(
    bool Accepted,
    DateOnly EndsOn,
    DateTime? EndedAt,
    int ReturnsOpen,
    int PaymentsOpen,
    IReadOnlyList<ClaimedMore> ClaimedMore
)
{
    /// <summary>Of the certificate of how the grant was used; null: none is owed.</summary>
    public UseCertificateState? Certificate { get; init; }
}
