namespace Commissioning.Domain.Records;

/// <summary>When a proposal to erase may be approved or put off. That one person decides is our default, not OPCC policy.</summary>
public static class ProposalRules
{
    /// <summary>Records on one proposal; the rest follow on the next one.</summary>
    public const int MostRecords = 5_000;

    /// <summary>Months for which a proposal may be put off: default, not OPCC policy. What must be kept for longer needs a legal hold or
    /// another retention period.</summary>
    public const int MostMonthsPutOff = 12;

    /// <summary>Proposals are made from this UK time on, when few people work.</summary>
    public static TimeOnly From { get; } = new(1, 0);

    /// <param name="hasFolder">The portal knows where exports go.</param>
    /// <param name="toErase">Records that would be erased now.</param>
    /// <param name="seen">As many as the person saw on the page; null: the form did not say.</param>
    public static Refusal? WhyCannotApprove(ProposalState state, bool hasFolder, int toErase, int? seen) =>
        WhyDecided(state) is { } decided ? decided
        : !hasFolder
            ? new("Records are exported before they are erased, and the portal does not know where to. Set Retention__ExportFolder first")
        : toErase == 0 ? new("Nothing on this list is due and free of legal holds, so there is nothing to erase")
        : seen != toErase ? new($"The list has changed since you opened it: {toErase:N0} records would be erased now. Read it again")
        : null;

    /// <param name="until">The first day on which they are proposed again.</param>
    public static IReadOnlyList<Refusal> WhyCannotPutOff(ProposalState state, DateOnly? until, string? reason, DateOnly today)
    {
        if (WhyDecided(state) is { } decided)
            return [decided];
        var why = new List<Refusal>();
        if (until is not { } day || day <= today || day > today.AddMonths(MostMonthsPutOff))
            why.Add(
                new($"The date must be after today and no later than {LondonTime.Date(today.AddMonths(MostMonthsPutOff))}", nameof(until))
            );
        if (reason?.Trim() is not { Length: > 0 and <= 500 })
            why.Add(new("Say why, in up to 500 characters", nameof(reason)));
        return why;
    }

    private static Refusal? WhyDecided(ProposalState state) =>
        state switch
        {
            ProposalState.Proposed => null,
            ProposalState.PutOff => new("Someone has put this off already"),
            ProposalState.Approved => new("Someone has approved this already, and the records are being erased"),
            _ => new("These records have been erased already"),
        };
}
