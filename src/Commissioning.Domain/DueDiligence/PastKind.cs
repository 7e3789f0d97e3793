namespace Commissioning.Domain.DueDiligence;

/// <summary>What may have happened with an organisation before, on any of its records.</summary>
public enum PastKind
{
    /// <summary>A check failed, and a second person agreed.</summary>
    Failed,

    /// <summary>This office ended its grant.</summary>
    Terminated,

    /// <summary>Money was to be paid back by a day that is over.</summary>
    Owes,
    ConditionNotMet,
    AccountRefused,

    /// <summary>It gave a grant up after it had accepted it.</summary>
    GivenUp,

    /// <summary>This office withdrew an offer that it had let lapse.</summary>
    OfferWithdrawn,
    SentBack,
    CorrectedDown,
    ConcernClosed,
}
