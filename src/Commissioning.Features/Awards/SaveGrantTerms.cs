using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Adds a version of the terms of a fund's grants and keeps the earlier ones. Officers change clauses that are not locked; a legal
/// reviewer changes all of them.</summary>
public sealed class SaveGrantTerms(Db db)
{
    /// <param name="before">Number of the version that was edited; 0: the portal's example.</param>
    public Task<Result> RunAsync(Actor actor, Guid fund, int before, IReadOnlyList<TermsClause> clauses) =>
        db.ChangeAsync(
            actor,
            AuditAction.GrantTermsSaved,
            fund,
            async work =>
            {
                var newest = (await GrantTerms.ListAsync(work, fund)).FirstOrDefault()?.Number ?? 0;
                if (newest != before)
                    return new Refusal($"Version {newest} was saved after you opened this page. Open the terms again and change that one.");
                var old = (await GrantTerms.GetAsync(work, fund, before)).Clauses;
                var byReviewer =
                    await work.ScalarAsync<int>(
                        "select count(*) from PersonRole where PersonId = @Id and Role = @role",
                        new { actor.Id, role = nameof(Role.LegalReviewer) }
                    ) > 0;
                if (TermsRules.WhyWrong(clauses, old, byReviewer) is { Count: > 0 } refusals)
                    return Result.Of(refusals);
                if (before > 0 && clauses.SequenceEqual(old))
                    return new Refusal("Nothing is changed");
                var id = Guid.CreateVersion7();
                await work.ExecuteAsync(
                    "insert into GrantTerms (Id, FundId, Version, WrittenBy, WrittenAt) values (@id, @fund, @Number, @By, @Now)",
                    new
                    {
                        id,
                        fund,
                        Number = newest + 1,
                        By = actor.Id,
                        work.Now,
                    }
                );
                await work.ExecuteAsync(
                    "insert into GrantTermsClause (TermsId, Position, ClauseKey, Heading, Wording, IsLocked) values (@id, @Position, @Key, @Heading, @Wording, @IsLocked)",
                    clauses.Select(
                        (clause, i) =>
                            new
                            {
                                id,
                                Position = i + 1,
                                clause.Key,
                                clause.Heading,
                                clause.Wording,
                                clause.IsLocked,
                            }
                    )
                );
                work.Note($"Version {newest + 1}");
                work.Note(new Changes().AddEach("Clause", old.Select(Words), clauses.Select(Words)).ToString());
                return Result.Done;
            }
        );

    private static (string Name, string Words) Words(TermsClause clause) =>
        (clause.Key, $"{clause.Heading}{(clause.IsLocked ? " (locked)" : "")}: {clause.Wording}");
}
