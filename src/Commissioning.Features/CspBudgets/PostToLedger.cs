using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.CspBudgets;

/// <summary>An officer's postings for an area that need no second person: spending, a contribution to a hosted scheme, and an earmark up to
/// a limit. Everything else is requested (<see cref="RequestLedgerPosting"/>).</summary>
public sealed class PostToLedger(Db db, FileStore files, TimeProvider clock)
{
    /// <param name="Scheme">The hosted scheme of a contribution.</param>
    public sealed record Command(FinancialYear Year, TransactionKind Kind, Guid Area, Money Amount, DateOnly On, string? Reason)
    {
        public Guid? Scheme { get; init; }
        public Guid? Project { get; init; }

        /// <summary>The earmark that the spending is taken from.</summary>
        public Guid? Earmark { get; init; }
        public Upload? Evidence { get; init; }

        /// <summary>Number of the invoice; null: not said.</summary>
        public string? Invoice { get; init; }

        /// <summary>VAT in the amount that the area does not get back; null: not said.</summary>
        public Money? Vat { get; init; }

        /// <summary>Why it is not the same as an entry that looks like it; null: the person has not said so.</summary>
        public string? WhyNotDuplicate { get; init; }
    }

    public async Task<Result> RunAsync(Actor actor, Command command)
    {
        var file = command.Evidence is { } given ? await files.WriteAsync(actor, given, clock.UtcNow()) : null;
        return await db.ChangeAsync(
            actor,
            AuditAction.LedgerPosted,
            command.Area,
            async work =>
            {
                if (file is not null)
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                return await PostAsync(work, actor, command, file?.Id);
            }
        );
    }

    /// <summary>Posts inside another change, such as accepting a line of an area's return.</summary>
    /// <param name="evidence">A stored file that shows it. Null: none.</param>
    /// <returns>The transaction.</returns>
    internal static async Task<Result<Guid>> PostAsync(Work work, Actor actor, Command command, Guid? evidence)
    {
        var year = await Posting.YearAsync(work, command.Year);
        if (WhyIncomplete(command, year.LockedAt, evidence is not null) is { Count: > 0 } refusals)
            return refusals;
        var from = await Posting.AccountAsync(work, command.Year, AccountKind.Area, command.Area);
        var (project, wrongProject) = await ProjectAsync(work, command);
        var (earmark, wrongEarmark) = await EarmarkAsync(work, command);
        var scheme = command.Scheme is { } id ? await PayeeQueries.SchemeAsync(work, id) : null;
        if ((wrongProject ?? wrongEarmark ?? await WhyTooMuchAsync(work, command, from, project, earmark)) is { } refusal)
            return refusal;
        if (await WhyAlikeAsync(work, command, scheme?.Name) is { } alike)
            return alike;
        var release =
            project is not null
                ? await Promises.ReleaseAsync(work, actor, project, command.On, "Commitment met by what is spent next", command.Amount)
            : earmark is not null
                ? await Promises.ReleaseEarmarkAsync(
                    work,
                    actor,
                    command.Year,
                    earmark,
                    command.On,
                    "Earmark met by what is spent next",
                    command.Amount
                )
            : (Guid?)null;
        var to = command.Kind switch
        {
            TransactionKind.Expenditure => await Posting.AccountAsync(
                work,
                command.Year,
                evidence is null ? AccountKind.Spent : AccountKind.Evidenced,
                command.Area
            ),
            TransactionKind.Contribution => await Posting.AccountAsync(work, command.Year, AccountKind.HostedScheme, scheme!.Name),
            _ => await Posting.AccountAsync(work, command.Year, AccountKind.Earmarked, command.Area),
        };
        var posted = await Posting.WriteAsync(
            work,
            actor,
            command.Year,
            new(command.Kind, command.On, command.Reason!.Trim(), [new(from.Id, -command.Amount), new(to.Id, command.Amount)])
            {
                Project = command.Project,
                Evidence = evidence,
                Invoice = string.IsNullOrWhiteSpace(command.Invoice) ? null : command.Invoice.Trim(),
                Vat = command.Vat,
                Release = release,
                Earmark =
                    command.Kind == TransactionKind.Earmark
                        ? await Earmarks.MakeAsync(work, command.Year, command.Area, command.Reason.Trim())
                        : command.Earmark,
            }
        );
        AlikeSpending.Note(work, command.WhyNotDuplicate);
        return Result.Made(posted);
    }

    private static List<Refusal> WhyIncomplete(Command command, DateTime? lockedAt, bool hasEvidence)
    {
        var refusals = new List<Refusal?>
        {
            LedgerRules.WhyCannotPost(command.Year, command.On, lockedAt, nameof(command.On)),
            LedgerRules.WhyAmountIsWrong(command.Amount, nameof(command.Amount)),
            string.IsNullOrWhiteSpace(command.Reason) ? new("Say what this is for", nameof(command.Reason)) : null,
            TextLimit.WhyTooLong(command.Reason, 500, nameof(command.Reason)),
            command is { Kind: TransactionKind.Contribution, Scheme: null } ? new("Choose the scheme", nameof(command.Scheme)) : null,
            command is { Project: not null, Earmark: not null }
                ? new("Choose a project or an earmark, not both", nameof(command.Earmark))
                : null,
            command.Kind != TransactionKind.Expenditure && (command.Project is not null || command.Earmark is not null)
                ? new("Only spending is taken from a project or an earmark", nameof(command.Project))
                : null,
            command.Kind == TransactionKind.Expenditure
                ? LedgerRules.WhyEvidenceNeeded(command.Amount, hasEvidence, nameof(command.Evidence))
                : null,
            command.Kind == TransactionKind.Earmark && command.Amount > LedgerRules.EarmarkLimit
                ? new($"An earmark above {LedgerRules.EarmarkLimit} needs a second person, so request it", nameof(command.Amount))
                : null,
            command.Kind is TransactionKind.Expenditure or TransactionKind.Contribution or TransactionKind.Earmark
                ? null
                : new("This needs a second person, so request it", nameof(command.Kind)),
        };
        return refusals.OfType<Refusal>().ToList();
    }

    private static async Task<(ProjectQueries.Project?, Refusal?)> ProjectAsync(Work work, Command command)
    {
        if (command.Project is not { } id)
            return (null, null);
        var project = await ProjectQueries.FindOrDefaultAsync(work, id);
        if (
            project is not { Status: ProjectStatus.Approved }
            || project.AreaId != command.Area
            || project.BudgetYear != command.Year.ToString()
        )
            return (null, new("Choose an approved project of this area and year", nameof(command.Project)));
        return (project, LedgerRules.WhyAboveProject(project.Name, project.Amount, project.Spent, command.Amount, nameof(command.Amount)));
    }

    private static async Task<(Earmarks.Earmark?, Refusal?)> EarmarkAsync(Work work, Command command)
    {
        if (command is not { Kind: TransactionKind.Expenditure, Earmark: { } id })
            return (null, null);
        var earmark = (await Earmarks.OfAsync(work, command.Year, command.Area)).FirstOrDefault(earmark => earmark.Id == id);
        if (earmark is null)
            return (null, new("Choose an earmark of this area and year that has money left", nameof(command.Earmark)));
        return (
            earmark,
            LedgerRules.WhyTooMuch($"The earmark for {earmark.Purpose}", command.Amount, earmark.Remaining, nameof(command.Amount))
        );
    }

    private static async Task<Refusal?> WhyTooMuchAsync(
        Work work,
        Command command,
        Account area,
        ProjectQueries.Project? project,
        Earmarks.Earmark? earmark
    )
    {
        var released =
            project is not null
                ? (
                    project.Committed < command.Amount ? project.Committed : command.Amount,
                    await Promises.CommittedOnAsync(work, project.Id, command.On)
                )
            : earmark is not null ? (command.Amount, await Promises.EarmarkedOnAsync(work, earmark.Id, command.On))
            : default;
        return await Posting.WhyTooMuchAsync(work, area, command.Amount, command.On, nameof(command.Amount), released);
    }

    private static async Task<Refusal?> WhyAlikeAsync(Work work, Command command, string? scheme) =>
        AlikeSpending.WhyNot(
            (await AlikeSpending.FindAsync(work, command.Year, command.Area, command.Kind)).FirstOrDefault(row =>
                AlikeSpending.IsAlike(row, command.On, command.Amount, command.Reason!, scheme)
            ),
            command.WhyNotDuplicate
        );
}
