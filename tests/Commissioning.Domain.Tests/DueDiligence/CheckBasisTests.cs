using Commissioning.Domain.Applications;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class CheckBasisTests
{
    private static readonly OrganisationDetails Details = new()
    {
        Name = "Oadby Youth Club",
        Kind = "Charity",
        CharityNumber = "1234567",
        AddressLine = "1 High Street",
        Town = "Oadby",
        Postcode = "LE2 5AA",
        Area = "Harborough",
        Phone = "0116 496 0001",
    };
    private static readonly Dictionary<string, string> Profile = new()
    {
        ["rules"] = "Yes",
        ["committee"] = AnswerRules.OfRows([
            ["Ann Other", "Chair"],
            ["Bob Jones", "Treasurer"],
        ]),
        ["signatories"] = AnswerRules.OfRows([
            ["Ann Other"],
        ]),
        ["contact"] = "Ann Other\nChair\nann@test.example\n",
    };

    [Fact]
    public void What_a_check_rests_on_stays_when_a_telephone_number_an_address_or_a_contact_is_corrected()
    {
        var then = CheckBasis.Of(Details, Profile);
        Assert.Equal(then, CheckBasis.Of(Details with { Phone = "0116 496 0002", AddressLine = "2 High Street" }, Profile));
        Assert.Equal(then, CheckBasis.Of(Details with { Name = " OADBY  Youth Club" }, Profile));
        Assert.Equal(then, CheckBasis.Of(Details, new Dictionary<string, string>(Profile) { ["contact"] = "Cy\n\ncy@test.example\n" }));
        Assert.Equal(
            then,
            CheckBasis.Of(
                Details,
                new Dictionary<string, string>(Profile)
                {
                    ["committee"] = AnswerRules.OfRows([
                        ["Bob Jones", "Treasurer"],
                        ["Ann Other", "Chair"],
                    ]),
                }
            )
        );
    }

    [Fact]
    public void What_a_check_rests_on_changes_with_the_name_a_number_the_rules_the_committee_or_a_signatory()
    {
        var bases = new[]
        {
            CheckBasis.Of(Details, Profile),
            CheckBasis.Of(Details with { Name = "Oadby Boxing Club" }, Profile),
            CheckBasis.Of(Details with { CharityNumber = "1234568" }, Profile),
            CheckBasis.Of(Details with { CharityNumber = null, CompanyNumber = "1234567" }, Profile),
            CheckBasis.Of(Details, With("rules", "No")),
            CheckBasis.Of(
                Details,
                With(
                    "committee",
                    AnswerRules.OfRows([
                        ["Ann Other", "Chair"],
                    ])
                )
            ),
            CheckBasis.Of(
                Details,
                With(
                    "signatories",
                    AnswerRules.OfRows([
                        ["Bob Jones"],
                    ])
                )
            ),
        };
        Assert.Equal(bases.Length, bases.Distinct().Count());

        static Dictionary<string, string> With(string code, string answer) => new(Profile) { [code] = answer };
    }
}
