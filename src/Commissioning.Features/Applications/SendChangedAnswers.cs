using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Replaces the old answers, in the copy too. Nothing else in the copy changes, even if the organisation's profile has.</summary>
public sealed class SendChangedAnswers(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid application) =>
        db.ChangeAsync(
            actor,
            AuditAction.ChangeAnswered,
            application,
            async work =>
            {
                var open = await ChangeRequestQueries.GetMineAsync(work, actor, application);
                var submitted = await work.FindAsync<ChangeRequestQueries.RequestedApplication>(
                    ChangeRequestQueries.ApplicationSql,
                    new { application }
                );
                if (
                    ApplicationRules.WhyCannotAsk(
                        await RoundReader.GetAsync(work, submitted.RoundId),
                        submitted.Status,
                        submitted.SubmittedSheets
                    ) is
                    { } late
                )
                    return late;
                foreach (var item in open.Items)
                    if (item.After is null)
                        return new Refusal($"Check this answer first, even if you do not change it: {item.Question.Wording}");
                    else if (AnswerRules.WhyWrong(item.Question, item.After, _ => null) is [var wrong, ..])
                        return new Refusal($"{item.Question.Wording}: {wrong.Sentence}");
                var before = (await SubmittedCopy.GetAsync(work, application)).Copy;
                foreach (var item in open.Items)
                {
                    var row = new
                    {
                        application,
                        Question = item.Question.Id,
                        item.After,
                    };
                    if (
                        await work.ExecuteAsync(
                            "update Answer set Wording = @After where ApplicationId = @application and QuestionId = @Question",
                            row
                        ) == 0
                    )
                        await work.ExecuteAsync(
                            "insert into Answer (ApplicationId, QuestionId, Wording) values (@application, @Question, @After)",
                            row
                        );
                }
                await work.ExecuteOneAsync(
                    "update ChangeRequest set AnsweredBy = @By, AnsweredAt = @Now, CopyBefore = (select CopyJson from Application where Id = @application), Sha256Before = (select CopySha256 from Application where Id = @application) where Id = @Id and AnsweredAt is null",
                    new
                    {
                        open.Id,
                        application,
                        By = actor.Id,
                        work.Now,
                    }
                );
                var changed = open.Items.ToDictionary(item => item.Question.Code, item => SubmittedCopy.CopyOf(item.Question, item.After));
                await SubmittedCopy.FreezeAsync(
                    work,
                    application,
                    before with
                    {
                        Answers = before.Answers.Select(answer => changed.GetValueOrDefault(answer.Code, answer)).ToList(),
                    }
                );
                work.Note(string.Join(", ", open.Items.Where(item => item.After != item.Before).Select(item => item.Question.Code)));
                return Result.Done;
            }
        );
}
