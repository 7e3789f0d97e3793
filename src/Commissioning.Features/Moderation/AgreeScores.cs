using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Records what the panel agreed for a bid, who was there, and why where it differs from the mean. The originals stay as they are (R44).</summary>
public sealed class AgreeScores(Db db)
{
    /// <param name="Score">Null agrees the mean exactly.</param>
    public sealed record Line(Guid Criterion, Fraction? Score, string? Reason);

    public sealed record Command(Guid Application, int Version, IReadOnlyList<Line> Lines, string? Note, string? Present);

    public async Task<IReadOnlyList<Refusal>> RunAsync(Actor actor, Command command)
    {
        var refusals = new List<Refusal>();
        await db.ChangeAsync(actor, AuditAction.ScoreAgreed, command.Application, async work =>
        {
            var view = await BidModeration.GetAsync(work, actor, command.Application);
            refusals.AddRange(WhyNot(view, command));
            if (refusals is [var first, ..]) return first;
            var agreed = view.Criteria.Select(criterion => (Criterion: criterion, Line: command.Lines.First(line => line.Criterion == criterion.Id)))
                .Select(pair => (pair.Criterion, Score: pair.Line.Score ?? view.Means[pair.Criterion.Id], pair.Line.Reason)).ToList();
            await work.ExecuteAsync("delete from AgreedScore where ApplicationId = @Application", new { command.Application });
            await work.ExecuteAsync(InsertSql, agreed.Select(one => Row(command.Application, one.Criterion.Id, one.Score, one.Reason, actor, work.Now)));
            var meeting = new { command.Application, Note = command.Note?.Trim() ?? "", Present = command.Present!.Trim(), command.Version };
            if (command.Version == 0) await work.ExecuteAsync("insert into Moderation (ApplicationId, Note, Present, Version) values (@Application, @Note, @Present, 1)", meeting);
            else await work.ExecuteOneAsync("update Moderation set Note = @Note, Present = @Present, Version = Version + 1 where ApplicationId = @Application and Version = @Version", meeting);
            work.Note(string.Join("; ", agreed.Select(one => $"{one.Criterion.Name} {one.Score}{(string.IsNullOrWhiteSpace(one.Reason) ? "" : $" ({one.Reason.Trim()})")}")));
            return Outcome.Done;
        });
        return refusals;
    }

    private static IEnumerable<Refusal> WhyNot(BidModeration.View view, Command command)
    {
        if (view.WhyCannotModerate is { } refusal) return [refusal];
        if (view.Bid.Bid.Status != ApplicationStatus.Submitted) return [new("This bid was withdrawn")];
        if (view.Version != command.Version) return [new("Somebody else recorded agreed scores for this bid after you opened it. What they recorded is below your own entries. Compare them, then save again to put yours in their place.")];
        var refusals = new List<Refusal>();
        for (var i = 0; i < view.Criteria.Count; i++)
        {
            var criterion = view.Criteria[i];
            var line = command.Lines.FirstOrDefault(line => line.Criterion == criterion.Id);
            var mean = view.Means.TryGetValue(criterion.Id, out var given) ? given : (Fraction?)null;
            if ((line?.Score ?? mean) is not { } score) refusals.Add(new($"Enter the agreed score for {criterion.Name}; nobody could score it, so there is no mean", $"Lines[{i}].Score"));
            else if (ModerationRules.WhyReasonNeeded(criterion, score, mean, line?.Reason, score < 0 || score > 5 ? $"Lines[{i}].Score" : $"Lines[{i}].Reason") is { } reason) refusals.Add(reason);
        }
        if (command.Present?.Trim() is not { Length: > 0 and <= 1000 }) refusals.Add(new("Enter who was present", "Present"));
        return refusals;
    }

    internal static object Row(Guid application, Guid criterion, Fraction score, string? reason, Actor actor, DateTime now) => new
    {
        application, criterion, Numerator = (long)score.Numerator, Denominator = (long)score.Denominator, Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), By = actor.Id, now,
    };

    internal const string InsertSql = """
        insert into AgreedScore (ApplicationId, CriterionId, Numerator, Denominator, Reason, AgreedBy, AgreedAt)
        values (@application, @criterion, @Numerator, @Denominator, @Reason, @By, @now)
        """;
}

/// <summary>Agrees the mean for every bid that has all its marks, no flag and no agreed score yet, so that the meeting's time goes to the others.</summary>
public sealed class AgreeMeans(Db db)
{
    public Task<Outcome<int>> RunAsync(Actor actor, Guid round, string? present) => db.ChangeAsync<int>(actor, AuditAction.MeansAgreed, round, async work =>
    {
        var details = await RoundReader.GetAsync(work, round);
        if (present?.Trim() is not { Length: > 0 and <= 1000 }) return new Refusal("Enter who was present", "Present");
        var panel = await work.QueryAsync<Member>("select PersonId, Assigned - Conflicted - Sealed as OpenSheets from PanelMember where RoundId = @round", new { round });
        if (ModerationRules.WhyCannotModerate(details, details.Policy.Rolling ? 0 : panel.Sum(member => member.OpenSheets), work.Now) is { } refusal) return refusal;
        if (panel.Any(member => member.PersonId == actor.Id)) return new Refusal("You are on the panel of this round, so agree its bids one by one");
        var book = await MarkBook.LoadAsync(work, round);
        var bids = await work.QueryAsync<Guid>(UnagreedSql, new { round });
        var plain = bids.Where(bid => book.MarkerPercents(bid) is var percents && ModerationFlags.For(percents, details.Threshold, panel.Count - percents.Count).Count == 0).ToList();
        foreach (var bid in plain)
        {
            await work.ExecuteAsync(AgreeScores.InsertSql, book.Criteria.Select(criterion => AgreeScores.Row(bid, criterion.Id, book.Means(bid)[criterion.Id], null, actor, work.Now)));
            await work.ExecuteAsync("insert into Moderation (ApplicationId, Note, Present, Version) values (@bid, 'The mean of the original marks, agreed without discussion', @Present, 1)", new { bid, Present = present.Trim() });
        }
        work.Note($"{plain.Count} bids at their mean");
        return Outcome.Of(plain.Count);
    });

    private const string UnagreedSql = """
        select   a.Id
        from     Application a
        where    a.RoundId = @round and a.Status = 'Submitted' and not exists (select 1 from AgreedScore g where g.ApplicationId = a.Id)
                 and not exists (select 1 from Moderation m where m.ApplicationId = a.Id)
        order by a.Number
        """;

    private sealed record Member
    {
        public required Guid PersonId { get; init; }
        public required int OpenSheets { get; init; }
    }
}
