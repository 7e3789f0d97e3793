using Commissioning.Domain;
using Commissioning.Domain.Documents;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Demonstration;

/// <summary>What the due diligence of the undecided Safety Fund round finds beside the registers, the sanctions list and copied text: two
/// groups with one account, and a group that is also a late grant holder of People Zones.</summary>
internal sealed class LoadDemonstrationFindings(Db db, Office office, FileStoreOptions fileOptions, FieldEncryption encryption)
{
    private static readonly string[] OneAccount = ["South Wigston Bike Kitchen", "Enderby Allotment Society"];
    private const string GrantHolder = "Whitwick Bike Kitchen";
    private const string SecondRecord = "Narborough Bike Kitchen";

    public async Task<bool> RunOnceAsync(Actor officer)
    {
        if (await db.ScalarAsync<int>("select count(*) from OrganisationPair") > 0)
            return false;
        foreach (var name in OneAccount)
        {
            var member = await db.ReadAsync(work =>
                work.FindAsync<MemberRow>(
                    "select o.Id as OrganisationId, p.Id as PersonId, p.DisplayName from Organisation o join OrganisationMember m on m.OrganisationId = o.Id join Person p on p.Id = m.PersonId where o.Name = @name",
                    new { name }
                )
            );
            FinishDemonstrationRound.Done(
                await new GiveBankDetails(
                    db,
                    encryption,
                    new FileStore(db, fileOptions, new ClamdOptions()),
                    new MatchIndex(db),
                    office
                ).RunAsync(
                    new(member.PersonId, member.DisplayName),
                    member.OrganisationId,
                    name,
                    "99-99-99",
                    "00000077",
                    insists: false,
                    Upload.Read("statement.pdf", "%PDF-1.4 an invented statement"u8.ToArray(), "").Value!
                )
            );
        }
        FinishDemonstrationRound.Done(
            await new CompareOrganisations(db).RunAsync(
                officer,
                await IdAsync(SecondRecord),
                await IdAsync(GrantHolder),
                same: true,
                "The treasurer says on the telephone that both kitchens are run by one committee."
            )
        );
        return true;
    }

    private Task<Guid> IdAsync(string name) => db.ScalarAsync<Guid>("select Id from Organisation where Name = @name", new { name });

    private sealed record MemberRow
    {
        public required Guid OrganisationId { get; init; }
        public required Guid PersonId { get; init; }
        public required string DisplayName { get; init; }
    }
}
