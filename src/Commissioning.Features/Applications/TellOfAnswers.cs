using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Tells everybody with a draft what was answered in public: one e-mail a day for each round. The rows are marked with the
/// e-mails, so that two nodes send one.</summary>
public sealed class TellOfAnswers(Db db, Office office, TimeProvider clock)
{
    /// <returns>The number of rounds whose applicants were told.</returns>
    public async Task<int> RunAsync()
    {
        var told = 0;
        foreach (var round in await db.QueryAsync<Waiting>(WaitingSql, new { Now = clock.UtcNow() }))
            if (round.LastToldAt is null || LondonTime.DateOf(round.LastToldAt.Value) < clock.Today())
                told += await TellAsync(round.RoundId) ? 1 : 0;
        return told;
    }

    private async Task<bool> TellAsync(Guid id)
    {
        var outcome = await db.ChangeAsync(
            Actor.Portal,
            AuditAction.DraftsToldOfAnswers,
            id,
            async work =>
            {
                var answers = (await GuidanceQueries.AnswersAsync(work, id))
                    .Where(one => one is { TellDrafts: true, ToldAt: null })
                    .ToList();
                foreach (var answer in answers)
                    await work.ExecuteOneAsync(
                        "update PublicAnswer set ToldAt = @Now where Id = @Id and Version = @Version and ToldAt is null and RemovedAt is null",
                        new
                        {
                            answer.Id,
                            answer.Version,
                            work.Now,
                        }
                    );
                if (answers.Count == 0)
                    return new Refusal("Told already");
                var people = await work.QueryAsync<Recipient>(PeopleSql, new { id });
                foreach (var person in people)
                    await RoundMessage.SendAsync(
                        work,
                        office,
                        id,
                        MessageKind.QuestionsAnswered,
                        person,
                        new Dictionary<string, string>
                        {
                            ["count"] = answers.Count == 1 ? "a question was answered" : $"{answers.Count} questions were answered",
                            ["answers"] = string.Join("\n\n", answers.Select(one => $"{one.Question}\n{one.Answer}")),
                        },
                        Links.Funds.Guidance(id, GuidancePart.Questions)
                    );
                work.Note($"{answers.Count} answers, {people.Count} people");
                return Result.Done;
            }
        );
        return outcome.IsDone;
    }

    private const string WaitingSql = """
        select   q.RoundId, (select max(x.ToldAt) from PublicAnswer x where x.RoundId = q.RoundId) as LastToldAt
        from     PublicAnswer q
        join     Round r on r.Id = q.RoundId
        where    q.ToldAt is null and q.TellDrafts = 1 and q.RemovedAt is null and r.WithdrawnAt is null and r.ClosesAt >= @Now
        group by q.RoundId, r.ClosesAt
        order by r.ClosesAt, q.RoundId
        """;
    private const string PeopleSql = """
        select   distinct p.DisplayName as Name, p.Email
        from     Application a
        join     OrganisationMember m on m.OrganisationId = a.OrganisationId
        join     Person p on p.Id = m.PersonId
        where    a.RoundId = @id and a.Status = 'Draft' and a.Channel = 'Online'
        order by p.Email
        """;

    private sealed record Waiting
    {
        public required Guid RoundId { get; init; }
        public DateTime? LastToldAt { get; init; }
    }
}
