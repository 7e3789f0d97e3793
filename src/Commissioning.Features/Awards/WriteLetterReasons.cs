using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Writes what an applicant who is not funded will read: what was strong, a reason for each criterion, and one as a whole. Scores
/// and the panel's own reasons stay as they were agreed. Until the letter is made.</summary>
public sealed class WriteLetterReasons(Db db)
{
    public sealed record CriterionLine(Guid Criterion, string? Reason);

    public Task<Result> RunAsync(
        Actor actor,
        Guid application,
        IReadOnlyList<CriterionLine> criteria,
        string? whole,
        string? strengths = null
    ) =>
        db.ChangeAsync(
            actor,
            AuditAction.LetterReasonsWritten,
            application,
            async work =>
            {
                var before = await LetterReasons.OneAsync(work, application);
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from Letter where ApplicationId = @application and Kind in ('Decline', 'Reserve') and (State <> 'Sent' or Stands = 1)",
                        new { application }
                    ) > 0
                )
                    return new Refusal("The letter of this application is made already");
                var wide = TextLimit.WhyTooLong([
                    .. criteria.Select((line, i) => (line.Reason, 2000, Refusal.At(nameof(criteria), i, nameof(CriterionLine.Reason)))),
                    (whole, 2000, nameof(whole)),
                    (strengths, 2000, nameof(strengths)),
                ]);
                if (wide.Count > 0)
                    return Result.Of(wide);
                var notPlain = criteria
                    .Select((line, i) => PlainWords.WhyNot(line.Reason, Refusal.At(nameof(criteria), i, nameof(CriterionLine.Reason))))
                    .Append(PlainWords.WhyNot(whole, nameof(whole)))
                    .Append(PlainWords.WhyNot(strengths, nameof(strengths)))
                    .OfType<Refusal>()
                    .ToList();
                if (notPlain.Count > 0)
                    return Result.Of(notPlain);
                if (string.IsNullOrWhiteSpace(whole) && criteria.All(line => string.IsNullOrWhiteSpace(line.Reason)))
                    return new Refusal(
                        "Give the applicant at least one reason: for a criterion, or for the application as a whole",
                        nameof(whole)
                    );
                var changes = new Changes();
                foreach (var line in criteria)
                {
                    var old = before.Criteria.FirstOrDefault(one => one.CriterionId == line.Criterion);
                    if (old is null)
                        continue;
                    changes.Add($"Reason for {old.Criterion}", old.Reason, Said(line.Reason));
                    await work.ExecuteOneAsync(
                        "update AgreedScore set LetterReason = case when @Reason = coalesce(Reason, '') then null else @Reason end where ApplicationId = @application and CriterionId = @Criterion",
                        new
                        {
                            application,
                            line.Criterion,
                            Reason = Said(line.Reason) ?? "",
                        }
                    );
                }
                changes.Add("What was strong", before.Strengths, Said(strengths)).Add("As a whole", before.Whole, Said(whole));
                await work.ExecuteAsync("delete from LetterReason where ApplicationId = @application", new { application });
                if (Said(whole) is not null || Said(strengths) is not null)
                    await work.ExecuteAsync(
                        "insert into LetterReason (ApplicationId, Wording, Strengths, WrittenBy, WrittenAt) values (@application, @Whole, @Strengths, @By, @Now)",
                        new
                        {
                            application,
                            Whole = Said(whole),
                            Strengths = Said(strengths),
                            By = actor.Id,
                            work.Now,
                        }
                    );
                await work.ExecuteAsync(
                    "update Moderation set ReasonsReadBy = @By where ApplicationId = @application",
                    new { application, By = actor.Id }
                );
                work.Note(changes.ToString());
                return Result.Done;
            }
        );

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
