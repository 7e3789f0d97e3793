using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Applications;

/// <summary>What applicants choose to say about the people their projects reach: stored apart from the application, and counted only for a
/// whole round.</summary>
public sealed class EqualityMonitoring(Db db, FieldEncryption encryption)
{
    private const string Purpose = "equality monitoring";

    /// <param name="Options">Each answer with its count as it may be shown.</param>
    public sealed record Count(EqualityQuestion Question, IReadOnlyList<(string Option, string Shown)> Options);

    public sealed record EqualityTotals(Domain.Funds.Round Round, int Answered, int Applications, IReadOnlyList<Count> Counts);

    /// <summary>True when the application is sent and has not answered before.</summary>
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

    public Task<Result> SaveAsync(Actor actor, Guid application, IReadOnlyDictionary<string, IReadOnlyList<string>> chosen) =>
        db.ChangeAsync(
            actor,
            AuditAction.EqualityAnswered,
            application,
            async work =>
            {
                var found = await ApplicationReader.FindMineAsync(work, actor, application);
                if (found.SubmittedAt is null)
                    return new Refusal("You can answer these questions after the application is sent");
                if (
                    await work.ExecuteAsync(
                        "update Application set EqualityAnswered = 1 where Id = @application and EqualityAnswered = 0",
                        new { application }
                    ) == 0
                )
                    return new Refusal("These questions have already been answered");
                // A random id and no time, so that rows cannot be matched to applications by order.
                await work.ExecuteAsync(
                    "insert into EqualityAnswer (Id, RoundId, Encrypted) values (@Id, @RoundId, @Encrypted)",
                    new
                    {
                        Id = Guid.NewGuid(),
                        found.RoundId,
                        Encrypted = encryption.Encrypt(Purpose, EqualityRules.Read(chosen, await QuestionsAsync(work, found.RoundId))),
                    }
                );
                return Result.Done;
            }
        );

    /// <summary>What a round asks: the questions that held when it was published, whatever is set later; before that those of
    /// today.</summary>
    public static async Task<IReadOnlyList<EqualityQuestion>> QuestionsAsync(Work work, Guid round)
    {
        var published = (await Funds.RoundReader.GetAsync(work, round)).PublishedAt;
        var questions = published is { } at
            ? await OfficeSettings.AtAsync(work, OfficeSettings.Equality, at)
            : await OfficeSettings.OfAsync(work, OfficeSettings.Equality);
        return questions.Where(question => !question.IsClosed).ToList();
    }

    /// <summary>What the applicant is asked.</summary>
    public Task<IReadOnlyList<EqualityQuestion>> AskedAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work => await QuestionsAsync(work, (await ApplicationReader.FindMineAsync(work, actor, application)).RoundId));

    public Task<EqualityTotals> SummaryAsync(Guid round) => db.ReadAsync(work => SummaryAsync(work, encryption, round));

    internal static async Task<EqualityTotals> SummaryAsync(Work work, FieldEncryption encryption, Guid round)
    {
        var answers = (await work.QueryAsync<string>("select Encrypted from EqualityAnswer where RoundId = @round", new { round }))
            .Select(text => encryption.Decrypt<Dictionary<string, List<string>>>(Purpose, text))
            .ToList();
        var counts = (await QuestionsAsync(work, round))
            .Select(question => new Count(
                question,
                question
                    .Options.Zip(
                        EqualityRules.Shown(
                            question
                                .Options.Select(option =>
                                    answers.Count(answer => answer.TryGetValue(question.Code, out var chosen) && chosen.Contains(option))
                                )
                                .ToList(),
                            answers.Count
                        )
                    )
                    .ToList()
            ))
            .ToList();
        return new EqualityTotals(
            await Funds.RoundReader.GetAsync(work, round),
            answers.Count,
            await work.ScalarAsync<int>("select count(*) from Application where RoundId = @round and Number is not null", new { round }),
            counts
        );
    }
}
