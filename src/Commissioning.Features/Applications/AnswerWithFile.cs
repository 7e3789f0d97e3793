using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Applications;

/// <summary>A member of the organisation answers a question of a draft with a file. A new file takes the place of the one before, and its
/// name is the answer.</summary>
public sealed class AnswerWithFile(Db db, FileStore files, TimeProvider clock)
{
    public async Task<Result> RunAsync(Actor actor, Guid application, Question question, Upload upload, string field)
    {
        if (UploadRules.WhyNotAccepted(DocumentKind.OfQuestion(question), upload, field) is { } wrong)
            return wrong;
        // Checked before the bytes are written, so that strangers cannot fill the disk, and again with the row.
        if (await db.ReadAsync(work => ApplicationDocumentQueries.WhyNotAsync(work, actor, application)) is { } late)
            return late;
        var file = await files.WriteAsync(actor, upload, clock.UtcNow());
        return await db.ChangeAsync(
            actor,
            AuditAction.FileAnswered,
            application,
            async work =>
            {
                if (await ApplicationDocumentQueries.WhyNotAsync(work, actor, application) is { } refusal)
                    return refusal;
                var row = new
                {
                    Id = Guid.CreateVersion7(),
                    application,
                    Question = question.Id,
                    FileId = file.Id,
                };
                var earlier = await ApplicationDocumentQueries.AnsweringAsync(work, application, question.Id);
                await work.ExecuteAsync(
                    "delete from ApplicationDocument where ApplicationId = @application and QuestionId = @Question",
                    row
                );
                await work.ExecuteAsync(FileStore.InsertSql, file);
                await work.ExecuteOneAsync(InsertSql, row);
                await SaveAnswer.WriteAsync(work, application, question.Section, question, upload.Name);
                work.Note($"{question.Code}: {upload.Words(file)}{(earlier is null ? "" : $", in place of {earlier.Name}")}");
                return Result.Done;
            }
        );
    }

    // The question must belong to the application's own round, and ask for a file.
    private const string InsertSql = """
        insert into ApplicationDocument (Id, ApplicationId, QuestionId, FileId)
        select @Id, a.Id, q.Id, @FileId
        from   Application a
        join   Question q on q.RoundId = a.RoundId
        where  a.Id = @application and q.Id = @Question and q.Kind = 'File'
        """;
}
