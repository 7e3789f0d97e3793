using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Saves a return as far as it is, and sends it when it is complete.</summary>
public sealed class SaveReturn(Db db, Office office)
{
    public sealed record Line(Guid BudgetLine, Money? Spent, string? Explanation);

    public sealed record Command(Guid Return, int Version, IReadOnlyList<Line> Lines, IReadOnlyList<(Guid Outcome, string? Achieved)> Outcomes, string? Delivered, string? Learned, int? PeopleNew, int? PeopleRepeat, bool Send);

    public async Task<IReadOnlyList<Refusal>> RunAsync(Actor actor, Command command)
    {
        IReadOnlyList<Refusal> refusals = [];
        await db.ChangeAsync(actor, command.Send ? AuditAction.ReturnSubmitted : AuditAction.ReturnSaved, command.Return, async work =>
        {
            var view = await ReturnReader.GetMineAsync(work, actor, command.Return);
            refusals = WhyNot(view, command);
            if (refusals is [var first, ..]) return first;
            await WriteAsync(work, actor, view, command);
            if (command.Send)
            {
                await work.EmailAsync(new(office.ContactEmail, $"Monitoring return {view.Return.Reference}", $"{view.Return.Organisation} has sent its return for {view.Return.ProjectName}.\n\n{office.LinkTo($"/monitoring/{command.Return}/review")}", command.Return));
                work.Note($"{view.Return.Reference}, spent {command.Lines.Sum(line => line.Spent ?? Money.Nil)} of {view.Return.Award}");
            }
            return Outcome.Done;
        });
        return refusals;
    }

    private static IReadOnlyList<Refusal> WhyNot(ReturnReader.View view, Command command)
    {
        if (MonitoringRules.WhyCannotChange(view.Return.Status) is { } refusal) return [refusal];
        if (view.Return.Version != command.Version) return [new("A colleague saved this return after you opened it. What you entered is below and not saved yet. Check it and save again to put it in the place of theirs.")];
        if (!command.Send) return [];
        var lines = view.Budget.Select(line => command.Lines.FirstOrDefault(one => one.BudgetLine == line.Id) is { } one ? new LineSpend(line.Requested, one.Spent, one.Explanation) : new LineSpend(line.Requested, null, null)).ToList();
        return MonitoringRules.WhyIncomplete(lines, view.Outcomes.Select(outcome => command.Outcomes.FirstOrDefault(one => one.Outcome == outcome.Id).Achieved).ToList(), command.Delivered, command.Learned, command.PeopleNew, command.PeopleRepeat);
    }

    private static async Task WriteAsync(Work work, Actor actor, ReturnReader.View view, Command command)
    {
        var (lines, outcomes) = (view.Budget.Select(line => line.Id).ToHashSet(), view.Outcomes.Select(outcome => outcome.Id).ToHashSet());
        await work.ExecuteOneAsync(UpdateSql, new
        {
            Id = command.Return, command.Version, command.Delivered, command.Learned, command.PeopleNew, command.PeopleRepeat, Status = command.Send ? ReturnStatus.Submitted : ReturnStatus.Due,
            SubmittedAt = command.Send ? work.Now : (DateTime?)null, SubmittedBy = command.Send ? actor.Id : (Guid?)null,
        });
        await work.ExecuteAsync("delete from MonitoringSpend where ReturnId = @Return", new { command.Return });
        await work.ExecuteAsync("insert into MonitoringSpend (ReturnId, BudgetLineId, Spent, Explanation) values (@Return, @BudgetLine, @Spent, @Explanation)",
            command.Lines.Where(line => line.Spent is not null && lines.Contains(line.BudgetLine)).Select(line => new { command.Return, line.BudgetLine, Spent = line.Spent!.Value, Explanation = line.Explanation?.Trim() }));
        await work.ExecuteAsync("delete from MonitoringOutcome where ReturnId = @Return", new { command.Return });
        await work.ExecuteAsync("insert into MonitoringOutcome (ReturnId, OutcomeMeasureId, Achieved) values (@Return, @Outcome, @Achieved)",
            command.Outcomes.Where(one => !string.IsNullOrWhiteSpace(one.Achieved) && outcomes.Contains(one.Outcome)).Select(one => new { command.Return, one.Outcome, Achieved = one.Achieved!.Trim() }));
    }

    private const string UpdateSql = """
        update MonitoringReturn
        set    Delivered = @Delivered, Learned = @Learned, PeopleNew = @PeopleNew, PeopleRepeat = @PeopleRepeat, Status = @Status, SubmittedAt = @SubmittedAt, SubmittedBy = @SubmittedBy, Version = Version + 1
        where  Id = @Id and Version = @Version
        """;
}

/// <summary>An officer accepts a return, or gives it back with what is missing.</summary>
public sealed class ReviewReturn(Db db, Office office)
{
    public Task<Outcome> RunAsync(Actor actor, Guid id, bool accept, string? note) => db.ChangeAsync(actor, accept ? AuditAction.ReturnAccepted : AuditAction.ReturnSaved, id, async work =>
    {
        var view = await ReturnReader.GetAsync(work, id);
        if (view.Return.Status != ReturnStatus.Submitted) return new Refusal("Only a return that has been sent can be reviewed");
        if (!accept && string.IsNullOrWhiteSpace(note)) return new Refusal("Say what the organisation should put right", "Note");
        await work.ExecuteOneAsync(UpdateSql, new { id, view.Return.Version, Status = accept ? ReturnStatus.Accepted : ReturnStatus.Due, work.Now, By = actor.Id, Note = note?.Trim() });
        var email = await work.ScalarAsync<string>("select p.Email from MonitoringReturn t join Person p on p.Id = t.SubmittedBy where t.Id = @id", new { id });
        await work.EmailAsync(new(email!, accept ? $"We have accepted your monitoring return {view.Return.Reference}" : $"Your monitoring return {view.Return.Reference} needs a change", $"""
            {view.Return.ProjectName}

            {(accept ? $"Thank you. Spent: {view.Spent}. Unspent: {view.Unspent}." : "Please put this right and send the return again.")}
            {note?.Trim()}

            {office.LinkTo($"/monitoring/{id}")}
            """, id));
        work.Note($"{(accept ? "Accepted" : "Given back")}; unspent {view.Unspent}. {note?.Trim()}");
        return Outcome.Done;
    });

    private const string UpdateSql = """
        update MonitoringReturn
        set    Status = @Status, ReviewedAt = @Now, ReviewedBy = @By, ReviewNote = @Note, Version = Version + 1
        where  Id = @id and Version = @Version
        """;
}
