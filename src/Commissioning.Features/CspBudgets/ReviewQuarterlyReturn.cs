using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An officer accepts or queries the lines of an area's certified return. Accepted lines are posted as expenditure, once. A return
/// with a query goes back to the area, as does one that is sent back whole, of which nothing is posted; any other is accepted. An accepted
/// return can be sent back whole too.</summary>
public sealed class ReviewQuarterlyReturn(Db db, Office office)
{
    /// <param name="Query">What the office asks about the line; null: the line is accepted, or left open where the whole return is sent
    /// back.</param>
    /// <param name="WhyNotDuplicate">Why it is not the spending that it looks like; null: not said.</param>
    public sealed record LineDecision(Guid Line, string? Query, string? WhyNotDuplicate = null);

    /// <param name="Version">The version that the officer saw.</param>
    /// <param name="Lines">One decision for each line that is not accepted yet.</param>
    /// <param name="SendBack">The whole return goes back, and nothing is posted; the note says why.</param>
    public sealed record Command(int Version, IReadOnlyList<LineDecision> Lines, bool SendBack, string? Note)
    {
        /// <summary>Null: the default number of working days.</summary>
        public DateOnly? PutRightBy { get; init; }
    }

    public Task<Result> RunAsync(Actor actor, Guid id, Command command)
    {
        var back = command.SendBack || command.Lines.Any(line => line.Query is not null);
        return db.ChangeAsync(
            actor,
            back ? AuditAction.CspReturnSentBack : AuditAction.CspReturnAccepted,
            id,
            async work =>
            {
                var found = await QuarterlyReturnQueries.FindAsync(work, id);
                var lines = (await QuarterlyReturnQueries.LinesAsync(work, id)).Where(line => line.TransactionId is null).ToList();
                if (await WhyNotAsync(work, found, lines, command) is { Count: > 0 } refusals)
                    return refusals;
                var by =
                    command.PutRightBy
                    ?? WorkingDays.After(
                        LondonTime.DateOf(work.Now),
                        (await OfficeSettings.OfAsync(work, OfficeSettings.Limits)).PutRightDays!.Value
                    );
                await work.ExecuteOneAsync(
                    UpdateSql,
                    new
                    {
                        id,
                        found.Version,
                        Status = back ? CspReturnStatus.Queried : CspReturnStatus.Accepted,
                        By = actor.Id,
                        work.Now,
                        Note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim(),
                        PutRightBy = back ? by : (DateOnly?)null,
                        Back = back,
                    }
                );
                var (posted, asked) = (new List<QuarterlyReturnQueries.Line>(), new List<string>());
                foreach (var (line, i) in lines.Select((line, i) => (line, i)))
                {
                    var decision = command.Lines.FirstOrDefault(one => one.Line == line.Id);
                    if (decision?.Query is null && command.SendBack)
                        continue;
                    Guid? transaction = null;
                    if (decision!.Query is null)
                    {
                        var outcome = await PostAsync(work, actor, found, line, decision, i);
                        if (!outcome.IsDone)
                            return outcome.Refusals.ToList();
                        transaction = outcome.Value;
                        posted.Add(line);
                    }
                    else
                        asked.Add($"Line {line.Place}, {line.What}, {line.Amount}: {decision.Query.Trim()}");
                    await work.ExecuteOneAsync(
                        LineSql,
                        new
                        {
                            line.Id,
                            State = decision.Query is null ? ReturnLineState.Accepted : ReturnLineState.Queried,
                            Query = decision.Query?.Trim() ?? line.Query,
                            Answer = decision.Query is null ? line.Answer : null,
                            By = actor.Id,
                            work.Now,
                            transaction,
                        }
                    );
                }
                if (back)
                    await SaveReturnLine.AskAboutReversedAsync(work, id);
                var sum = posted.Sum(line => line.Amount);
                work.Note(
                    $"{found.BudgetYear}, {found.Period.Name()}: {sum} posted from {ReturnMessages.Lines(posted.Count)}. {(asked.Count > 0 ? $"Asked: {string.Join("; ", asked)}. " : "")}{command.Note?.Trim()}"
                );
                await ReturnMessages.TellAreaAsync(
                    work,
                    office,
                    back ? MessageKind.CspReturnSentBack : MessageKind.CspReturnAccepted,
                    found,
                    back
                        ? new(ReturnMessages.Values(found))
                        {
                            ["by"] = LondonTime.Date(by),
                            ["note"] = command.Note?.Trim() ?? "",
                            ["queries"] = string.Join('\n', asked.Select(one => $"- {one}")),
                            ["accepted"] =
                                posted.Count > 0
                                    ? $"We accepted {ReturnMessages.Lines(posted.Count)} of {sum}. You need not send {(posted.Count == 1 ? "it" : "those")} again."
                                    : "",
                        }
                        : new Dictionary<string, string>(ReturnMessages.Values(found))
                        {
                            ["note"] = command.Note?.Trim() ?? "",
                            ["posted"] =
                                posted.Count > 0
                                    ? $"We added {ReturnMessages.Lines(posted.Count)} of {sum} to your area's spending."
                                    : "Nothing was added to your area's spending.",
                        }
                );
                return Result.Done;
            }
        );
    }

    private static async Task<Result<Guid>> PostAsync(
        Work work,
        Actor actor,
        QuarterlyReturnQueries.ReturnRow found,
        QuarterlyReturnQueries.Line line,
        LineDecision decision,
        int place
    )
    {
        var outcome = await PostToLedger.PostAsync(
            work,
            actor,
            new(found.Year, TransactionKind.Expenditure, found.AreaId, line.Amount, line.SpentOn, line.What)
            {
                Project = line.ProjectId,
                Invoice = line.Invoice,
                Vat = line.Vat,
                WhyNotDuplicate = decision.WhyNotDuplicate,
            },
            line.EvidenceFileId
        );
        return outcome.IsDone
            ? outcome
            : outcome
                .Refusals.Select(refusal => new Refusal(
                    $"Line {line.Place}, {line.What}. {refusal.Sentence}",
                    Refusal.At(
                        nameof(Command.Lines),
                        place,
                        refusal.Field is NotDuplicate or nameof(decision.WhyNotDuplicate) ? refusal.Field : nameof(decision.Query)
                    )
                ))
                .ToList();
    }

    /// <summary>The box that says that a line is other spending.</summary>
    private const string NotDuplicate = "NotDuplicate";

    private static async Task<List<Refusal>> WhyNotAsync(
        Work work,
        QuarterlyReturnQueries.ReturnRow found,
        IReadOnlyList<QuarterlyReturnQueries.Line> lines,
        Command command
    )
    {
        if (ReturnRules.WhyCannotReview(found.Status, found.DecidedByName, command.SendBack) is { } refusal)
            return [refusal];
        if (found.Version != command.Version)
            return [new("This return was changed after you opened it. Read it again before you decide.")];
        if (LedgerRules.WhyCannotPost(found.Year, found.Year.Start, (await Posting.YearAsync(work, found.Year)).LockedAt, "") is { } locked)
            return [locked];
        var refusals = new List<Refusal>();
        foreach (var (line, i) in lines.Select((line, i) => (line, i)))
        {
            var field = Refusal.At(nameof(command.Lines), i, nameof(LineDecision.Query));
            var decision = command.Lines.FirstOrDefault(one => one.Line == line.Id);
            if (decision is null && !command.SendBack)
                refusals.Add(new($"Accept or query line {line.Place}, {line.What}", field));
            else if (decision?.Query is { } query && string.IsNullOrWhiteSpace(query))
                refusals.Add(new($"Say what you ask about line {line.Place}, {line.What}", field));
            else if (TextLimit.WhyTooLong(decision?.Query, 500, field) is { } wide)
                refusals.Add(wide);
        }
        if (command.SendBack && string.IsNullOrWhiteSpace(command.Note))
            refusals.Add(new("Say what the area should put right", nameof(command.Note)));
        if (TextLimit.WhyTooLong(command.Note, 2000, nameof(command.Note)) is { } note)
            refusals.Add(note);
        if (command.PutRightBy is { } by && by <= LondonTime.DateOf(work.Now))
            refusals.Add(new("Choose a day that is still to come", nameof(command.PutRightBy)));
        return refusals;
    }

    // What was sent back is no longer certified; the version that was is kept.
    private const string UpdateSql = """
        update CspReturn
        set    Status = @Status, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, PutRightBy = @PutRightBy,
               CertifiedBy = case when @Back = 1 then null else CertifiedBy end, CertifiedAt = case when @Back = 1 then null else CertifiedAt end, Version = Version + 1
        where  Id = @id and Version = @Version
        """;

    private const string LineSql = """
        update CspReturnLine
        set    State = @State, Query = @Query, Answer = @Answer, DecidedBy = @By, DecidedAt = @Now, TransactionId = @transaction
        where  Id = @Id and TransactionId is null
        """;
}
