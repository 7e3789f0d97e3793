using System.ComponentModel;

namespace Commissioning.Web.Api;

/// <summary>What a program reads instead of a list that it did not ask for rightly (RFC 9457).</summary>
public sealed record ApiRefusal(
    [property: Description("What kind of problem it is")] string Title,
    [property: Description("The status of the answer, 400")] int Status,
    [property: Description("All that is wrong, in one text")] string Detail,
    [property: Description("A sentence for each thing that is wrong")] IReadOnlyList<string> Errors
);
