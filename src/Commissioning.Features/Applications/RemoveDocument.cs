using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>A member of the organisation removes a file of a draft. A question that it answered has no answer then.</summary>
public sealed class RemoveDocument(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid application, Guid document) =>
        db.ChangeAsync(
            actor,
            AuditAction.DocumentRemoved,
            application,
            async work =>
            {
                if (await ApplicationDocumentQueries.WhyNotAsync(work, actor, application) is { } refusal)
                    return refusal;
                var name = await ApplicationDocumentQueries.NameAsync(work, document);
                await work.ExecuteAsync(ClearAnswerSql, new { document, application });
                await work.ExecuteOneAsync(
                    "delete from ApplicationDocument where Id = @document and ApplicationId = @application",
                    new { document, application }
                );
                work.Note($"{name} removed");
                return Result.Done;
            }
        );

    private const string ClearAnswerSql = """
        update Answer
        set    Wording = ''
        where  ApplicationId = @application and QuestionId in (select d.QuestionId from ApplicationDocument d where d.Id = @document and d.ApplicationId = @application)
        """;
}
