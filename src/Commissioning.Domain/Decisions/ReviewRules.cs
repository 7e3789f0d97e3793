using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.Decisions;

/// <summary>Reviews of decisions, after a complaint or a request.</summary>
public static class ReviewRules
{
    /// <summary>Working days in which a review is answered. Default, not OPCC policy.</summary>
    public const int DefaultDays = 20;

    public const string WhoReviews = "A commissioning officer or an approver who did not make the decision can review it";
    public const string WhoDecidesAgain = "An approver who made neither the first decision nor the recommendation can decide";

    public static DateOnly DueOn(DateOnly receivedOn, int days) => WorkingDays.After(receivedOn, days);

    public static string Name(ReviewKind kind) => kind == ReviewKind.Complaint ? "Complaint" : "Request to look at it again";

    /// <summary>As a letter or a message says it before the decision that it is about.</summary>
    public static string About(ReviewKind kind) => kind == ReviewKind.Complaint ? "complaint about" : "request to look again at";

    public static string Name(ReviewOutcome outcome) =>
        outcome switch
        {
            ReviewOutcome.Upheld => "Upheld",
            ReviewOutcome.PartlyUpheld => "Partly upheld",
            _ => "Not upheld",
        };

    /// <summary>Null when a review of the decision can be recorded.</summary>
    /// <param name="told">The letter about the decision is sent.</param>
    /// <param name="open">A review of it is not answered yet.</param>
    public static Refusal? WhyCannotOpen(bool told, bool deferred, bool withdrawn, bool open) =>
        withdrawn ? new("This application was withdrawn")
        : deferred ? new("This application is not decided yet")
        : !told ? new("The letter about this decision has not been sent yet, so correct the decision itself")
        : open ? new Refusal("A review of this decision is open already")
        : null;

    /// <summary>Null when a review of the decision on a change of a grant can be recorded.</summary>
    /// <param name="decided">It was approved or refused.</param>
    /// <param name="told">The organisation was told: its letter is sent, or the refusal of what it asked for.</param>
    /// <param name="open">A review of it is not answered yet.</param>
    public static Refusal? WhyCannotOpenOfChange(bool decided, bool told, bool open) =>
        !decided ? new("This change is not decided yet")
        : !told ? new("The organisation has not been told of this decision yet")
        : open ? new Refusal("A review of this decision is open already")
        : null;

    /// <summary>Why the application is not decided again after a review of a change of its grant.</summary>
    public static readonly Refusal WhyOnlyAnotherChange = new(
        "The review was of a change of the grant. Ask for another change if it upheld something"
    );

    public static IReadOnlyList<Refusal> WhyWrong(
        ReviewKind? kind,
        DateOnly? receivedOn,
        string? fromWhom,
        string? ground,
        DateOnly today,
        DateTime decidedAt
    )
    {
        List<Refusal> refusals = [];
        if (kind is null)
            refusals.Add(new("Choose whether it is a complaint or a request", nameof(kind)));
        if (receivedOn is not { } day)
            refusals.Add(new("Enter the day on which it was received", nameof(receivedOn)));
        else if (day > today || day < LondonTime.DateOf(decidedAt))
            refusals.Add(new("It was received between the day of the decision and today", nameof(receivedOn)));
        if (fromWhom?.Trim() is not { Length: > 0 and <= 200 })
            refusals.Add(new("Say from whom, in up to 200 characters", nameof(fromWhom)));
        if (ground?.Trim() is not { Length: > 0 and <= 2000 })
            refusals.Add(new("Say what it says is wrong, in up to 2,000 characters", nameof(ground)));
        return refusals;
    }

    /// <summary>Null when this person may review the decision: anyone but the person who made it.</summary>
    public static Refusal? WhyCannotReview(DateTime? reviewedAt, Guid decidedBy, Guid person) =>
        reviewedAt is { } at ? new($"This review was answered at {LondonTime.DateAndTime(at)}")
        : decidedBy == person ? new Refusal($"You made the decision, so someone else must review it. {WhoReviews}")
        : null;

    /// <summary>Null when this person may decide the application again after the review. The reviewer may, if they may decide at
    /// all.</summary>
    /// <param name="decidedAgain">The review was followed by a decision already.</param>
    /// <param name="accepted">Its grant is accepted, so that only a variation changes it.</param>
    public static Refusal? WhyCannotDecideAgain(
        ReviewOutcome? outcome,
        bool decidedAgain,
        bool accepted,
        bool withdrawn,
        Guid recommendedBy,
        Guid decidedBy,
        Guid person
    ) =>
        outcome is not (ReviewOutcome.Upheld or ReviewOutcome.PartlyUpheld)
            ? new("The review did not uphold anything, so the decision stays as it is")
        : decidedAgain ? new("The application was decided again after this review")
        : recommendedBy == person ? new($"You made the recommendation. {WhoDecidesAgain}")
        : decidedBy == person ? new($"You made the decision that was reviewed. {WhoDecidesAgain}")
        : withdrawn ? new("This application was withdrawn")
        : accepted ? new Refusal("The grant has been accepted, so change it by a variation")
        : null;
}
