using System.ComponentModel;

namespace Commissioning.Web.Api;

public sealed record ApiRecipient(
    [property: Description("Name of the group")] string Name,
    [property: Description("Number in a register of charities; null when we have none")] string? CharityNumber,
    [property: Description("Number at Companies House; null when we have none")] string? CompanyNumber
);
