using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Settings;

/// <summary>Takes out an equality question with which no round was published.</summary>
public sealed class RemoveEqualityQuestion(Db db)
{
    public Task<Result> RunAsync(Actor actor, int version, string code) =>
        db.ChangeAsync(
            actor,
            AuditAction.EqualityQuestionRemoved,
            OfficeSettings.Equality.Subject,
            async work =>
            {
                var all = await OfficeSettings.OfAsync(work, OfficeSettings.Equality);
                var question = SaveEqualityQuestion.Find(all, code);
                if (EqualityRules.WhyCannotRemove(await WasPublishedAsync(work, code)) is { } used)
                    return used;
                if (all.Count == 1)
                    return new Refusal("This is the last question. Close it instead.");
                return await OfficeSettings.SaveAsync(
                    work,
                    actor,
                    OfficeSettings.Equality,
                    version,
                    all.Where(one => one.Code != code).ToList(),
                    new Changes().Add("Question taken out", question.Wording, null)
                );
            }
        );

    /// <summary>Whether a published round asks it.</summary>
    public static async Task<bool> WasPublishedAsync(Work work, string code)
    {
        foreach (
            var at in await work.QueryAsync<DateTime>(
                "select distinct PublishedAt from Round where PublishedAt is not null order by PublishedAt"
            )
        )
            if ((await OfficeSettings.AtAsync(work, OfficeSettings.Equality, at)).Any(one => one.Code == code && !one.IsClosed))
                return true;
        return false;
    }
}
