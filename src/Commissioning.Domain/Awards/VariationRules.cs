using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Awards;

public static class VariationRules
{
    /// <summary>Kinds that only the office may request.</summary>
    public static readonly IReadOnlyList<VariationKind> OfficeOnly =
    [
        VariationKind.Amount,
        VariationKind.BreachNotice,
        VariationKind.Suspension,
        VariationKind.Resumption,
        VariationKind.Termination,
        VariationKind.Recovery,
    ];

    public static string Name(VariationKind kind) =>
        kind switch
        {
            VariationKind.Purpose => "What the grant is for",
            VariationKind.Budget => "Move money between lines of the budget",
            VariationKind.Dates => "Dates of the project",
            VariationKind.Contact => "Contact",
            VariationKind.Bank => "Bank account",
            VariationKind.Amount => "Amount of the grant",
            VariationKind.GiveUp => "Give up the grant",
            VariationKind.BreachNotice => "Give notice of a breach",
            VariationKind.Suspension => "Suspend the payments",
            VariationKind.Resumption => "Resume the payments",
            VariationKind.Termination => "End the grant",
            _ => "Recover money",
        };

    /// <summary>What a decision about it was about, inside a sentence.</summary>
    public static string Subject(VariationKind kind) =>
        kind switch
        {
            VariationKind.Purpose => "what the grant is for",
            VariationKind.Budget => "the budget",
            VariationKind.Dates => "the dates of the project",
            VariationKind.Contact => "the contact",
            VariationKind.Bank => "the bank account",
            VariationKind.Amount => "the amount of the grant",
            VariationKind.GiveUp => "giving up the grant",
            VariationKind.BreachNotice => "the notice of a breach",
            VariationKind.Suspension => "holding back payments",
            VariationKind.Resumption => "making payments again",
            VariationKind.Termination => "ending the grant",
            _ => "the money to be paid back",
        };

    /// <summary>Kinds that follow from a breach, whose letter names the clause of the agreement.</summary>
    public static readonly IReadOnlyList<VariationKind> NameClause =
    [
        VariationKind.BreachNotice,
        VariationKind.Suspension,
        VariationKind.Termination,
        VariationKind.Recovery,
    ];

    /// <summary>Working days that a notice gives to put a breach right, as the portal's terms promise (If something goes wrong). Default,
    /// not OPCC policy.</summary>
    public const int NoticeDays = 10;

    /// <summary>Characters that say who allows an exception, and why. Default, not OPCC policy.</summary>
    public const int LeastOfException = 10;

    /// <summary>The letter prints why the office asks for the variation. A new contact is only told who it is.</summary>
    public static bool PrintsReason(VariationKind kind) => kind != VariationKind.Contact;

    /// <summary>Everything that is wrong with a variation, by form field (R71).</summary>
    /// <param name="today">The day on which it is asked for or decided.</param>
    public static IReadOnlyList<Refusal> WhyWrong(
        VariationKind kind,
        VariationDetails wanted,
        AwardStanding award,
        string? reason,
        DateOnly today
    )
    {
        var refusals = new List<Refusal>();
        void Unless(bool right, string sentence, string field)
        {
            if (!right)
                refusals.Add(new(sentence, field));
        }

        if (!award.Accepted)
            return [new("The grant is not accepted yet. If the offer is wrong, send it again or withdraw it.")];
        // A recovery does not end a grant, so the office can still end it.
        if (award.Ended && kind != VariationKind.Recovery && !(kind == VariationKind.Termination && award.OnlyRecovered))
            return [new("The grant has ended or is being closed, so it can no longer be changed")];
        Unless(reason?.Trim() is { Length: > 0 and <= 2000 }, "Say why, in up to 2,000 characters", nameof(reason));
        // A grant may end for a reason that no clause names; everything else that follows a breach stands on one.
        if (NameClause.Contains(kind) && (wanted.Clause is not null || kind != VariationKind.Termination))
            Unless(
                int.TryParse(wanted.Clause, NumberStyles.None, CultureInfo.InvariantCulture, out var clause)
                    && clause >= 1
                    && clause <= award.Clauses.Count,
                "Choose the clause of the agreement",
                nameof(VariationDetails.Clause)
            );
        refusals.AddRange(
            TextLimit.WhyTooLong(
                (wanted.ShortNoticeReason, 1000, nameof(VariationDetails.ShortNoticeReason)),
                (wanted.WhyAtOnce, 1000, nameof(VariationDetails.WhyAtOnce)),
                (wanted.ExceptionAuthority, 300, nameof(VariationDetails.ExceptionAuthority)),
                (wanted.ExceptionReason, 1000, nameof(VariationDetails.ExceptionReason))
            )
        );
        switch (kind)
        {
            case VariationKind.Purpose:
                Unless(
                    wanted.Purpose?.Trim() is { Length: > 0 and <= 2000 },
                    "Say what the grant will be for, in up to 2,000 characters",
                    nameof(VariationDetails.Purpose)
                );
                Unless(
                    wanted.Purpose?.Trim() != award.Now.Purpose,
                    "This is what the grant is for now. Say what should be different.",
                    nameof(VariationDetails.Purpose)
                );
                break;
            case VariationKind.Dates:
                Unless(wanted.StartsOn is not null, "Enter the day the project starts", nameof(VariationDetails.StartsOn));
                Unless(wanted.EndsOn is not null, "Enter the day the project ends", nameof(VariationDetails.EndsOn));
                if (wanted is { StartsOn: { } starts, EndsOn: { } ends })
                {
                    Unless(ends > starts, "The project must end after it starts", nameof(VariationDetails.EndsOn));
                    if (starts.Year > 9000)
                        return [new("Enter a year of this century", nameof(VariationDetails.StartsOn))];
                    Unless(
                        starts >= award.RoundStarts,
                        $"Projects of this round start on {LondonTime.Date(award.RoundStarts)} or later",
                        nameof(VariationDetails.StartsOn)
                    );
                    Unless(ends <= starts.AddYears(3), "A project lasts three years at most", nameof(VariationDetails.EndsOn));
                    Unless(
                        starts != award.Now.StartsOn || ends != award.Now.EndsOn,
                        "These are the dates now",
                        nameof(VariationDetails.EndsOn)
                    );
                    if (WhyBeforeReported(starts, ends, award) is { } reported)
                        refusals.Add(reported);
                }
                break;
            case VariationKind.Contact:
                Unless(
                    wanted.ContactName?.Trim() is { Length: > 0 and <= 200 },
                    "Enter the name of the new contact, in up to 200 characters",
                    nameof(VariationDetails.ContactName)
                );
                Unless(
                    EmailAddress.Parse(wanted.ContactEmail ?? "") is not null,
                    "Enter an e-mail address in the right form, such as name@example.com",
                    nameof(VariationDetails.ContactEmail)
                );
                break;
            case VariationKind.Budget:
                var now = award.Now.Lines ?? [];
                Unless(
                    wanted.Lines is not null && wanted.Lines.Select(line => line.Line).SequenceEqual(now.Select(line => line.Line)),
                    "Enter an amount for every line, or 0",
                    nameof(VariationDetails.Lines)
                );
                if (wanted.Lines is { } lines)
                {
                    var total = lines.Sum(line => line.Amount);
                    Unless(
                        total == award.Net,
                        $"The lines add up to {total}; they must add up to the grant of {award.Net}",
                        nameof(VariationDetails.Lines)
                    );
                    Unless(
                        !lines.Select(line => line.Amount).SequenceEqual(now.Select(line => line.Amount)),
                        "These are the amounts now",
                        nameof(VariationDetails.Lines)
                    );
                    if (WhyBelowClaims(lines, award) is { } below)
                        Unless(false, below, nameof(VariationDetails.Lines));
                }
                break;
            case VariationKind.Amount:
                Unless(wanted.Amount is { } any && any > Money.Zero, "Enter an amount of more than £0.00", nameof(VariationDetails.Amount));
                if (wanted.Amount is { } amount)
                {
                    var taken = award.Requested + award.Approved;
                    Unless(amount != award.Net, "This is the amount now", nameof(VariationDetails.Amount));
                    Unless(
                        amount >= taken,
                        $"{taken} has already been requested or approved, so the grant cannot be less",
                        nameof(VariationDetails.Amount)
                    );
                    if (amount > Money.Zero && WhyBelowClaims(Scaled(award.Now.Lines ?? [], amount), award) is { } below)
                        Unless(false, below, nameof(VariationDetails.Amount));
                    Unless(
                        amount <= award.Net || amount - award.Net <= award.Available,
                        $"The round's pot has {award.Available} left",
                        nameof(VariationDetails.Amount)
                    );
                    if (AboveLimit(wanted, award) is { } limit)
                    {
                        Unless(
                            wanted.ExceptionAuthority?.Trim().Length >= LeastOfException,
                            $"{AboveInWords(limit, amount)}. Say who or what allows an exception, in at least {LeastOfException} characters, or enter less.",
                            nameof(VariationDetails.ExceptionAuthority)
                        );
                        Unless(
                            wanted.ExceptionOn <= today,
                            "Enter the day on which the exception was allowed, today or before",
                            nameof(VariationDetails.ExceptionOn)
                        );
                        Unless(
                            wanted.ExceptionReason?.Trim().Length >= LeastOfException,
                            $"Say why this grant should be an exception, in at least {LeastOfException} characters",
                            nameof(VariationDetails.ExceptionReason)
                        );
                    }
                }
                break;
            case VariationKind.Recovery:
                Unless(
                    !award.FiguresAsked,
                    "The organisation is being asked to agree the closing figures. Wait for its answer, then ask for this money.",
                    nameof(kind)
                );
                Unless(
                    wanted.Amount is { } back && back > Money.Zero,
                    "Enter an amount of more than £0.00",
                    nameof(VariationDetails.Amount)
                );
                Unless(
                    wanted.Amount is not { } too || too <= award.Paid - award.ToReturn,
                    award.ToReturn > Money.Zero
                        ? $"{award.Paid} was paid, and {award.ToReturn} of it is to be paid back already"
                        : $"Only {award.Paid} was paid",
                    nameof(VariationDetails.Amount)
                );
                break;
            case VariationKind.BreachNotice:
                Unless(wanted.RemedyBy is not null, "Enter the day by which to put it right", nameof(VariationDetails.RemedyBy));
                if (wanted.RemedyBy is { } by)
                {
                    var enough = WorkingDays.After(today, NoticeDays);
                    Unless(
                        by > today && WorkingDays.IsOne(by),
                        $"Choose a working day after today, such as {LondonTime.DayAndDate(by > enough ? WorkingDays.OnOrAfter(by) : enough)}",
                        nameof(VariationDetails.RemedyBy)
                    );
                    Unless(
                        by <= today || by >= enough || !string.IsNullOrWhiteSpace(wanted.ShortNoticeReason),
                        $"The agreement gives at least ten working days. Choose {LondonTime.DayAndDate(enough)} or later, or say why it must be sooner.",
                        nameof(VariationDetails.ShortNoticeReason)
                    );
                }
                break;
            case VariationKind.Termination:
                // The letters would arrive together.
                if (award.NoticeUnsent)
                    return
                    [
                        .. refusals,
                        new(
                            "The letter that gives notice of a breach is not sent yet. Send it first, with the day's letters.",
                            nameof(kind)
                        ),
                    ];
                Unless(
                    award.RemedyBy is not { } last || last < today || !string.IsNullOrWhiteSpace(wanted.WhyAtOnce),
                    $"A notice gives until the end of {LondonTime.DayAndDate(award.RemedyBy ?? today)} to put the breach right. Wait, or say why the grant must end at once.",
                    nameof(VariationDetails.WhyAtOnce)
                );
                break;
            case VariationKind.Suspension:
                Unless(!award.Suspended, "The payments are suspended already", nameof(kind));
                break;
            case VariationKind.Resumption:
                Unless(award.Suspended, "The payments are not suspended", nameof(kind));
                break;
            case VariationKind.Bank:
                Unless(false, "Give a new account on the page for bank details, where we check it", nameof(kind));
                break;
        }
        return refusals;
    }

    /// <summary>Null when the office can record that the breach of a notice was put right.</summary>
    public static Refusal? WhyNotPutRight(VariationKind kind, VariationState state, DateTime? putRightAt) =>
        kind != VariationKind.BreachNotice || state != VariationState.Approved ? new("No notice of a breach was given here")
        : putRightAt is { } at ? new($"It was recorded on {LondonTime.Date(at)} that this was put right")
        : null;

    /// <summary>Scales budget lines in proportion to a new amount, to the penny.</summary>
    public static IReadOnlyList<BudgetLineAmount> Scaled(IReadOnlyList<BudgetLineAmount> lines, Money amount) =>
        lines.Sum(line => line.Amount) == Money.Zero
            ? lines
            : lines
                .Zip(CspBudgets.ProRata.Share(amount, lines.Select(line => new Fraction(line.Amount.Pence, 1)).ToList()))
                .Select(pair => pair.First with { Amount = pair.Second.Part })
                .ToList();

    /// <summary>The first of the round's limits that a larger amount would go above; null: it keeps them all.</summary>
    public static AwardLimit? AboveLimit(VariationDetails wanted, AwardStanding award) =>
        wanted.Amount is { } amount && amount > award.Net ? award.Limits.FirstOrDefault(limit => limit.Others + amount > limit.Most) : null;

    /// <summary>Such as "The largest grant of this round is £10,000.00, and £20,000.00 is more".</summary>
    public static string AboveInWords(AwardLimit limit, Money amount) =>
        limit.Others == Money.Zero
            ? $"{limit.Name} is {limit.Most}, and {amount} is more"
            : $"{limit.Name} is {limit.Most}. Other grants use {limit.Others} of it, so {amount} is too much";

    /// <summary>New dates never leave out days that the holder has reported on or claimed for.</summary>
    private static Refusal? WhyBeforeReported(DateOnly starts, DateOnly ends, AwardStanding award)
    {
        if (ends < award.Now.EndsOn)
        {
            if (ends < award.ReportedTo)
                return new(
                    $"A return that was sent covers the time to {LondonTime.Date(award.ReportedTo.Value)}, so the project cannot end before then",
                    nameof(VariationDetails.EndsOn)
                );
            if (ends < award.LastSpentOn)
                return new(
                    $"A claim has a receipt of {LondonTime.Date(award.LastSpentOn.Value)}, so the project cannot end before then",
                    nameof(VariationDetails.EndsOn)
                );
        }
        if (starts <= award.Now.StartsOn)
            return null;
        return starts > award.ReportedFrom
                ? new(
                    $"A return that was sent covers the time from {LondonTime.Date(award.ReportedFrom.Value)}, so the project cannot start after then",
                    nameof(VariationDetails.StartsOn)
                )
            : starts > award.FirstSpentOn
                ? new(
                    $"A claim has a receipt of {LondonTime.Date(award.FirstSpentOn.Value)}, so the project cannot start after then",
                    nameof(VariationDetails.StartsOn)
                )
            : null;
    }

    private static string? WhyBelowClaims(IReadOnlyList<BudgetLineAmount> lines, AwardStanding award) =>
        lines.FirstOrDefault(line => award.Claimed.GetValueOrDefault(line.Line) > line.Amount) is { } line
            ? $"{award.Claimed[line.Line]} of {line.Item} has already been claimed, and the line would have only {line.Amount}"
            : null;

    /// <summary>The sum moved out of lines into others, in pence.</summary>
    public static Money Moved(IReadOnlyList<BudgetLineAmount> before, IReadOnlyList<BudgetLineAmount> after) =>
        before.Zip(after).Sum(pair => pair.First.Amount > pair.Second.Amount ? pair.First.Amount - pair.Second.Amount : Money.Zero);

    /// <summary>The approving role: set by the round's policy; budget moves above its percentage of the award need an approver, and so does
    /// an amount above the round's limits whatever the policy says.</summary>
    public static Role ApproverOf(VariationKind kind, VariationDetails wanted, AwardStanding award, AwardPolicy policy)
    {
        if (kind == VariationKind.Amount && AboveLimit(wanted, award) is not null)
            return Role.Approver;
        if (policy.Approvers.TryGetValue(kind, out var named))
            return named;
        return
            kind == VariationKind.Budget
            && Moved(award.Now.Lines ?? [], wanted.Lines ?? []).Pence * 100 > award.Net.Pence * policy.OfficerMovePercent
            ? Role.Approver
            : Role.CommissioningOfficer;
    }

    public static Refusal? WhyCannotDecide(VariationState state, Guid askedBy, Guid decider, Role needed, IReadOnlyCollection<Role> roles)
    {
        if (state != VariationState.Asked)
            return new(
                $"This change has already been {state switch { VariationState.Approved => "approved", VariationState.Refused => "refused", _ => "taken back" }}"
            );
        if (askedBy == decider)
            return new("You asked for this change, so someone else must decide");
        return roles.Contains(needed)
            ? null
            : new($"This change must be decided by {Article(needed)} {RolePermissions.Name(needed).ToLowerInvariant()}");
    }

    private static string Article(Role role) => "AEIOU".Contains(RolePermissions.Name(role)[0], StringComparison.Ordinal) ? "an" : "a";
}
