using Commissioning.Domain;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Organisations;
using Commissioning.Web.TagHelpers;

namespace Commissioning.Web.Pages.Organisations;

public sealed class OrganisationForm
{
    /// <summary>A charity or company number, where one box takes both.</summary>
    public string? Number { get; set; }

    /// <summary>The organisation with this number that is here is another one.</summary>
    public bool IsAnother { get; set; }

    /// <summary>The number and the kind of organisation are both right, unlikely as it looks.</summary>
    public bool IsKindRight { get; set; }

    /// <summary>What the register last filled in, which a person has not typed: name, address, town and postcode.</summary>
    public string? Filled { get; set; }
    public string? Name { get; set; }
    public string? Kind { get; set; }
    public string? CharityNumber { get; set; }
    public string? CompanyNumber { get; set; }
    public string? AddressLine { get; set; }
    public string? Town { get; set; }
    public string? Postcode { get; set; }
    public string? Area { get; set; }
    public string? Phone { get; set; }
    public int Version { get; set; }

    /// <summary>The kinds to choose from: the open ones, and the one that it has.</summary>
    public IReadOnlyList<Choice> KindsOf(OrganisationKinds kinds) =>
        kinds.All.Where(kind => !kind.IsClosed || kind.Name == Kind).Select(kind => new Choice(kind.Name, kind.Name)).ToList();

    public static IReadOnlyList<Choice> Choices(IReadOnlyList<string> areas) => areas.Select(area => new Choice(area, area)).ToList();

    public static OrganisationForm From(MyOrganisations.Organisation of) =>
        new()
        {
            Name = of.Name,
            Kind = of.Kind,
            CharityNumber = of.CharityNumber,
            CompanyNumber = of.CompanyNumber,
            AddressLine = of.AddressLine,
            Town = of.Town,
            Postcode = of.Postcode,
            Area = of.Area,
            Phone = of.Phone,
            Version = of.Version,
        };

    public OrganisationDetails Read() =>
        new()
        {
            Name = Name?.Trim() ?? "",
            Kind = Kind ?? "",
            CharityNumber = Plain(CharityNumber),
            CompanyNumber = Plain(CompanyNumber)?.ToUpperInvariant(),
            AddressLine = AddressLine?.Trim() ?? "",
            Town = Town?.Trim() ?? "",
            Postcode = PostcodeRules.Normalise(Postcode ?? ""),
            Area = Area ?? "",
            Phone = Phone?.Trim() ?? "",
        };

    private static string? Plain(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : typed.Replace(" ", "", StringComparison.Ordinal);
}
