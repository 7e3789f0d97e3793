using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Brings in the applications of a past round: all of its workbook, once its control totals agree to the penny and nothing is left
/// to put right or to say, or nothing.</summary>
public sealed class BringInPastRound(Db db, ReadPastWorkbook workbook, MatchIndex index)
{
    /// <returns>How many applications were brought in.</returns>
    public async Task<Result<int>> RunAsync(Actor actor, Guid id)
    {
        var view = await workbook.PreviewAsync(id);
        if (view.WhyNot is { Count: > 0 } why)
            return Result.Of<int>(why);
        var rows = view.Read!.Rows;
        var result = await db.ChangeAsync<int>(
            actor,
            AuditAction.PastRoundBroughtIn,
            id,
            async work =>
            {
                if (
                    await work.ExecuteAsync(
                        "update PastRound set BroughtInBy = @By, BroughtInAt = @Now, Version = Version + 1 where Id = @id and BroughtInAt is null and Version = @Version",
                        new
                        {
                            id,
                            By = actor.Id,
                            work.Now,
                            view.Round.Version,
                        }
                    ) == 0
                )
                    return PastRoundWriting.WhyClosed(await PastRounds.GetAsync(work, id))
                        ?? new Refusal("A colleague has changed this past round meanwhile. Look at it again.");
                // The same file may have been uploaded for two past rounds, and both brought in at this moment.
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from PastRound where FileSha256 = @FileSha256 and BroughtInAt is not null and Id <> @id",
                        new { view.Round.FileSha256, id }
                    ) > 0
                )
                    return new Refusal("This same file was brought in meanwhile as another past round");
                var areas = (await ReadPastWorkbook.KnownAreasAsync(work)).ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
                foreach (var area in view.NamedAreas)
                    areas.TryAdd(PastOrganisation.KeyOf(area.Typed), area.Area);
                string? AreaOf(PastRow row) => row.AreaTyped is { } typed ? areas[PastOrganisation.KeyOf(typed)] : null;
                var applications = new List<object>();
                var made = 0;
                foreach (var organisation in view.Organisations)
                {
                    var answer = view.Answers.GetValueOrDefault(organisation.Key);
                    var isNew = answer?.OrganisationId is null;
                    var of = answer?.OrganisationId ?? Guid.CreateVersion7();
                    if (isNew)
                    {
                        await MakeAsync(work, of, organisation, organisation.Rows.Select(AreaOf).FirstOrDefault(area => area is not null));
                        made++;
                    }
                    applications.AddRange(
                        organisation.Rows.Select(row =>
                            (object)
                                new
                                {
                                    Key = Guid.CreateVersion7(),
                                    id,
                                    Line = row.Number,
                                    of,
                                    isNew,
                                    row.Reference,
                                    row.Organisation,
                                    row.Project,
                                    Area = AreaOf(row),
                                    row.Priority,
                                    row.Asked,
                                    Numerator = (long?)row.Score?.Numerator,
                                    Denominator = (long?)row.Score?.Denominator,
                                    row.Result,
                                    Awarded = row.Result == PastResult.Funded ? row.Awarded : null,
                                    Paid = row.Result == PastResult.Funded ? row.Paid : null,
                                    Returned = row.Result == PastResult.Funded ? row.Returned : null,
                                    DecidedOn = row.DecidedOn ?? view.Round.DecidedOn,
                                    row.Notes,
                                }
                        )
                    );
                }
                await work.ExecuteAsync(InsertSql, applications);
                var totals = view.Round.Totals;
                work.Note(
                    $"{view.Round.FullName}: {totals.Applications:N0} applications, {totals.Funded:N0} funded, {totals.Awarded} awarded, from {view.Round.FileName}; {made:N0} new organisations"
                );
                return Result.Made(applications.Count);
            }
        );
        // The job indexes the rest.
        if (result.IsDone)
            await index.RefreshAsync();
        return result;
    }

    /// <summary>An organisation without people. What the workbook does not say is asked when it applies.</summary>
    private static async Task MakeAsync(Work work, Guid id, PastOrganisation organisation, string? area)
    {
        await AddOrganisation.InsertAsync(
            work,
            id,
            new()
            {
                Name = organisation.Name,
                Kind = organisation.CharityNumber is null
                    ? OrganisationRules.NotKnown
                    : (await OfficeSettings.KindsAsync(work)).NameOf(OrganisationKinds.CharityCode),
                CharityNumber = organisation.CharityNumber,
                CompanyNumber = organisation.CompanyNumber,
                AddressLine = "",
                Town = "",
                Postcode = organisation.Postcode ?? "",
                Area = area ?? "",
                Phone = "",
            }
        );
        // Of an older version than the organisation, so that it is indexed next.
        await work.ExecuteAsync(
            "insert into MatchIndexed (OrganisationId, OrganisationVersion, ProfileVersion) values (@id, 0, 0)",
            new { id }
        );
    }

    private const string InsertSql = """
        insert into PastApplication (Id, PastRoundId, Line, OrganisationId, IsNew, Reference, Organisation, ProjectName, Area, Priority, Asked, ScoreNumerator, ScoreDenominator, Result, Awarded, Paid, Returned, DecidedOn, Notes)
        values (@Key, @id, @Line, @of, @isNew, @Reference, @Organisation, @Project, @Area, @Priority, @Asked, @Numerator, @Denominator, @Result, @Awarded, @Paid, @Returned, @DecidedOn, @Notes)
        """;
}
