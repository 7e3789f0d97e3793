using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>What was answered in the eligibility check, kept with the application as it was given.</summary>
internal static class EligibilityAnswers
{
    /// <summary>Keeps the answers; the audit entry says each, with its question.</summary>
    public static async Task KeepAsync(
        Work work,
        Guid application,
        Guid person,
        IReadOnlyList<EligibilityQuestion> questions,
        EligibilityCheck check
    )
    {
        await work.ExecuteAsync(
            "insert into EligibilityAnswer (ApplicationId, EligibilityQuestionId, AnsweredYes, AnsweredBy, AnsweredAt) values (@application, @Question, @Yes, @person, @At)",
            questions.Select(question => new
            {
                application,
                Question = question.Id,
                Yes = check.Answers.GetValueOrDefault(question.Id),
                person,
                At = check.AnsweredAt,
            })
        );
        foreach (var question in questions)
            work.Note($"{question.Wording} {EligibilityRules.InWords(check.Answers.GetValueOrDefault(question.Id))}");
    }

    public static async Task<IReadOnlyList<ApplicationCopy.EligibilityCopy>> CopyAsync(Work work, Guid application) =>
        (
            await work.QueryAsync<Row>(
                """
                select   q.Wording, e.AnsweredYes, e.AnsweredAt, p.DisplayName as AnsweredBy
                from     EligibilityAnswer e
                join     EligibilityQuestion q on q.Id = e.EligibilityQuestionId
                join     Person p on p.Id = e.AnsweredBy
                where    e.ApplicationId = @application
                order by q.Position, q.Id
                """,
                new { application }
            )
        )
            .Select(row => new ApplicationCopy.EligibilityCopy
            {
                Question = row.Wording,
                Answer = EligibilityRules.InWords(row.AnsweredYes),
                By = row.AnsweredBy,
                At = row.AnsweredAt,
            })
            .ToList();

    private sealed record Row
    {
        public required string Wording { get; init; }
        public bool? AnsweredYes { get; init; }
        public required DateTime AnsweredAt { get; init; }
        public required string AnsweredBy { get; init; }
    }
}
