using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Saves the answers of one section as they are, too long or unfinished as they may be.</summary>
public sealed class SaveAnswers(Db db)
{
    public sealed record View(Application Application, string Section, IReadOnlyList<Question> Questions, IReadOnlyList<string> Answers, int Version);

    public Task<View> GetAsync(Actor actor, Guid application, string section) => db.ReadAsync(async work =>
    {
        var found = await ApplicationReader.FindMineAsync(work, actor, application);
        var rows = await work.QueryAsync<Row>(RowsSql, new { application, found.RoundId, section });
        if (rows.Count == 0) throw new NotFoundException("No such section in this round");
        var questions = rows.Select(row => new Question { Id = row.Id, Position = row.Position, Section = section, Code = row.Code, Wording = row.Wording, Hint = row.Hint, WordLimit = row.WordLimit, Required = row.Required }).ToList();
        return new View(found, section, questions, rows.Select(row => row.Answer ?? "").ToList(), await SectionDraft.VersionAsync(work, application, Section.OfQuestions(section)));
    });

    /// <summary>Answers to questions that are not of this section are left out.</summary>
    public Task<Outcome> RunAsync(Actor actor, Guid application, string section, int version, IReadOnlyList<(Guid Question, string Answer)> answers) =>
        db.ChangeAsync(actor, AuditAction.SectionSaved, application, async work =>
        {
            if (await SectionDraft.WhyCannotSaveAsync(work, actor, application, Section.OfQuestions(section), version) is { } refusal) return refusal;
            foreach (var (question, answer) in answers)
            {
                var row = new { application, question, answer, section };
                if (await work.ExecuteAsync("update Answer set Wording = @answer where ApplicationId = @application and QuestionId = @question", row) == 0)
                    await work.ExecuteAsync(InsertSql, row);
            }
            return Outcome.Done;
        });

    private const string InsertSql = """
        insert into Answer (ApplicationId, QuestionId, Wording)
        select a.Id, q.Id, @answer
        from   Application a
        join   Question q on q.RoundId = a.RoundId
        where  a.Id = @application and q.Id = @question and q.Section = @section
        """;
    private const string RowsSql = """
        select    q.Id, q.Position, q.Code, q.Wording, q.Hint, q.WordLimit, q.Required, n.Wording as Answer
        from      Question q
        left join Answer n on n.QuestionId = q.Id and n.ApplicationId = @application
        where     q.RoundId = @RoundId and q.Section = @section
        order by  q.Position
        """;

    private sealed record Row
    {
        public required Guid Id { get; init; }
        public required int Position { get; init; }
        public required string Code { get; init; }
        public required string Wording { get; init; }
        public string? Hint { get; init; }
        public required int WordLimit { get; init; }
        public required bool Required { get; init; }
        public string? Answer { get; init; }
    }
}
