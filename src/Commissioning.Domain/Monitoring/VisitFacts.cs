namespace Commissioning.Domain.Monitoring;

/// <summary>What speaks for a visit to a project.</summary>
/// <param name="Grant">In pence.</param>
/// <param name="IsEnhanced">Its application was checked as Enhanced.</param>
/// <param name="Rating">Of its latest return that has one.</param>
/// <param name="OpenReturns">Returns of the award that have not come, or are asked for again.</param>
/// <param name="IsClosing">Its closing figures are put to the holder, or agreed.</param>
/// <param name="LateReturns">Returns of the award that are late today.</param>
/// <param name="IsFirstGrant">The office has not funded the organisation before.</param>
/// <param name="LastVisit">Null: nobody has visited it.</param>
public sealed record VisitFacts(
    Money Grant,
    DateOnly StartsOn,
    DateOnly EndsOn,
    bool IsEnhanced,
    ReturnRating? Rating,
    int OpenReturns,
    bool IsClosing,
    int LateReturns,
    bool IsFirstGrant,
    DateOnly? LastVisit
);
