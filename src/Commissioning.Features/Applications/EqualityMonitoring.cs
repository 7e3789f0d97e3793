using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Applications;

/// <summary>What applicants choose to say of the people their projects reach: kept apart from the application, and counted for a round as a whole.</summary>
public sealed class EqualityMonitoring(Db db, Sealed sealing)
{
    private const string Purpose = "equality monitoring";

    public sealed record Count(EqualityQuestion Question, IReadOnlyList<(string Option, int Number)> Options);

    public sealed record View(Domain.Funds.Round Round, int Answered, int Applications, IReadOnlyList<Count> Counts);

    /// <summary>Whether this application may still answer: sent, and not answered before.</summary>
    public Task<bool> MayAnswerAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var found = await ApplicationReader.FindMineAsync(work, actor, application);
            return found.SubmittedAt is not null
                && await work.ScalarAsync<int>(
                    "select count(*) from Application where Id = @application and EqualityAnswered = 0",
                    new { application }
                ) == 1;
        });

    public Task<Outcome> SaveAsync(Actor actor, Guid application, IReadOnlyDictionary<string, IReadOnlyList<string>> chosen) =>
        db.ChangeAsync(
            actor,
            AuditAction.EqualityAnswered,
            application,
            async work =>
            {
                var found = await ApplicationReader.FindMineAsync(work, actor, application);
                if (found.SubmittedAt is null)
                    return new Refusal("These questions are asked after the application is sent");
                if (
                    await work.ExecuteAsync(
                        "update Application set EqualityAnswered = 1 where Id = @application and EqualityAnswered = 0",
                        new { application }
                    ) == 0
                )
                    return new Refusal("These questions were answered already");
                // A random id and no time: the rows of a round cannot be put in the order of its applications.
                await work.ExecuteAsync(
                    "insert into EqualityAnswer (Id, RoundId, Sealed) values (@Id, @RoundId, @Sealed)",
                    new
                    {
                        Id = Guid.NewGuid(),
                        found.RoundId,
                        Sealed = sealing.Seal(Purpose, EqualityRules.Read(chosen)),
                    }
                );
                return Outcome.Done;
            }
        );

    public Task<View> SummaryAsync(Guid round) => db.ReadAsync(work => SummaryAsync(work, sealing, round));

    internal static async Task<View> SummaryAsync(Work work, Sealed sealing, Guid round)
    {
        var answers = (await work.QueryAsync<string>("select Sealed from EqualityAnswer where RoundId = @round", new { round }))
            .Select(text => sealing.Open<Dictionary<string, List<string>>>(Purpose, text))
            .ToList();
        var counts = EqualityRules
            .Questions.Select(question => new Count(
                question,
                question
                    .Options.Select(option =>
                        (option, answers.Count(answer => answer.TryGetValue(question.Code, out var chosen) && chosen.Contains(option)))
                    )
                    .ToList()
            ))
            .ToList();
        return new View(
            await Funds.RoundReader.GetAsync(work, round),
            answers.Count,
            await work.ScalarAsync<int>("select count(*) from Application where RoundId = @round and Number is not null", new { round }),
            counts
        );
    }
}
