using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Every round, newest first, for staff.</summary>
public sealed class RoundList(Db db)
{
    public Task<IReadOnlyList<Round>> ListAsync() =>
        db.QueryAsync<Round>(RoundReader.RoundSql + " order by r.ClosesAt desc, f.Name, r.Name, r.Id");

    /// <summary>The rounds of which a person is a panel member, newest first.</summary>
    public Task<IReadOnlyList<Round>> OfPanelMemberAsync(Guid person) =>
        db.QueryAsync<Round>(
            RoundReader.RoundSql
                + " where r.PublishedAt is not null and exists (select 1 from PanelMember m where m.RoundId = r.Id and m.PersonId = @person and m.LeftAt is null) order by r.ClosesAt desc, r.Name, r.Id",
            new { person }
        );
}
