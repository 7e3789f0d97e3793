using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>Moves the work of one assessor to another: every sheet that is not submitted, and the place of those with a conflict of
/// interest. Submitted sheets stay with the assessor who submitted them. The new assessor is told.</summary>
public sealed class MoveSheets(Db db, AssignAssessors assignAssessors, Office office)
{
    /// <param name="Reference">The application; null or empty: all of them.</param>
    public sealed record Command(Guid From, Guid To, string? Reference, string? Reason);

    public async Task<Result<int>> RunAsync(Actor actor, Guid round, Command command)
    {
        await assignAssessors.EnsureAsync(round);
        return await db.ChangeAsync<int>(
            actor,
            AuditAction.SheetsMoved,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                if (ScoringRules.WhyCannotRecuse(details) is { } late)
                    return late;
                if (work.Now > details.ScoringClosesAt)
                    return new Refusal(
                        $"Scoring closed at {LondonTime.DateAndTime(details.ScoringClosesAt)}. Ask for a later time for scoring first."
                    );
                if (await PanelWork.MemberAsync(work, round, command.From) is not { } from)
                    return new Refusal("Choose whose work is moved", nameof(Command.From));
                if (await PanelWork.MemberAsync(work, round, command.To) is not { LeftAt: null } to || command.To == command.From)
                    return new Refusal("Choose another member of the panel to take it over", nameof(Command.To));
                if (command.Reason?.Trim() is not { Length: > 0 and <= 1000 } reason)
                    return new Refusal("Say in up to 1,000 characters why the work is moved", nameof(Command.Reason));
                var reference = command.Reference?.Trim().ToUpperInvariant() ?? "";
                var moved = await MoveAsync(work, round, command.From, command.To, reference);
                if (moved == 0)
                    return new Refusal(
                        $"{from.Name} has no sheet left that {to.Name} could take over{(reference.Length > 0 ? $" for {reference}" : "")}: what is submitted stays, and nobody scores an application twice",
                        nameof(Command.From)
                    );
                await TellAsync(work, details, command.To, moved, office);
                work.Note($"{moved} from {from.Name} to {to.Name}{(reference.Length > 0 ? $", {reference}" : "")}. {reason}");
                return Result.Made(moved);
            }
        );
    }

    /// <returns>The number of sheets moved.</returns>
    internal static async Task<int> MoveAsync(Work work, Guid round, Guid from, Guid to, string reference)
    {
        var keys = new
        {
            round,
            fromPerson = from,
            toPerson = to,
            reference,
        };
        var sheets = await work.QueryAsync<MovedSheet>(SheetsSql, keys);
        var place = await AssignAssessors.LastPositionAsync(work, round, to);
        foreach (var sheet in sheets.Where(sheet => sheet.IsOut))
        {
            await work.ExecuteOneAsync(
                "update ScoringAssignment set ReplacedBy = @to where Id = @Id and ReplacedBy is null",
                new { sheet.Id, to }
            );
            await work.ExecuteAsync(
                "insert into ScoringAssignment (Id, RoundId, ApplicationId, AssessorId, Position, Conflict, Version) values (@Id, @round, @ApplicationId, @to, @Position, 'NotDeclared', 1)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    round,
                    sheet.ApplicationId,
                    to,
                    Position = ++place,
                }
            );
        }
        foreach (var sheet in sheets.Where(sheet => !sheet.IsOut))
        {
            // A draft of another person's scores is nobody else's business.
            await work.ExecuteAsync("delete from Score where AssignmentId = @Id", new { sheet.Id });
            await work.ExecuteAsync("delete from PassFailAnswer where AssignmentId = @Id", new { sheet.Id });
            await work.ExecuteOneAsync(
                "update ScoringAssignment set AssessorId = @to, Position = @Position, Conflict = 'NotDeclared', DeclaredAt = null, Advice = null, AdvisedAmount = null, AdvisedCondition = null, MeetingQuestion = null, SavedIn = null, Version = Version + 1 where Id = @Id and SubmittedAt is null",
                new
                {
                    sheet.Id,
                    to,
                    Position = ++place,
                }
            );
        }
        await work.ExecuteOneAsync(
            "update PanelMember set Assigned = Assigned + @Count where RoundId = @round and PersonId = @to",
            new
            {
                round,
                to,
                sheets.Count,
            }
        );
        await work.ExecuteOneAsync(
            "update PanelMember set Assigned = Assigned - @Count where RoundId = @round and PersonId = @from",
            new
            {
                round,
                from,
                Count = sheets.Count(sheet => !sheet.IsOut),
            }
        );
        return sheets.Count;
    }

    internal static async Task TellAsync(Work work, Domain.Funds.Round round, Guid assessor, int sheets, Office office)
    {
        var person = await work.FindAsync<Recipient>(
            "select DisplayName as Name, Email from Person where Id = @assessor",
            new { assessor }
        );
        await RoundMessage.SendAsync(
            work,
            office,
            round.Id,
            sheets == 0 ? MessageKind.PanelJoined : MessageKind.SheetsMoved,
            person,
            new Dictionary<string, string>
            {
                ["count"] = sheets == 1 ? "1 application" : $"{sheets} applications",
                ["closes"] = LondonTime.DateAndTime(round.ScoringClosesAt),
            },
            Links.Scoring.Queue(round.Id)
        );
    }

    // The other assessor must not score an application twice.
    private const string SheetsSql = """
        select   s.Id, s.ApplicationId, case when s.Conflict in ('Declared', 'Recused') then 1 else 0 end as IsOut
        from     ScoringAssignment s
        join     Application a on a.Id = s.ApplicationId
        where    s.RoundId = @round and s.AssessorId = @fromPerson and a.Status = 'Submitted' and s.SubmittedAt is null and s.ReplacedBy is null
                 and (@reference = '' or upper(a.Reference) = @reference)
                 and not exists (select 1 from ScoringAssignment o where o.ApplicationId = s.ApplicationId and o.AssessorId = @toPerson)
        order by s.Position
        """;

    private sealed record MovedSheet
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required bool IsOut { get; init; }
    }
}
