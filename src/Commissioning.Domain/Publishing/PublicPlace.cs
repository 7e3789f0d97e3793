namespace Commissioning.Domain.Publishing;

/// <summary>How exactly the public reads where a project is, from the most exact to nothing.</summary>
public enum PublicPlace
{
    /// <summary>The People Zone, or the organisation's town; never a street or a postcode.</summary>
    Exact,

    /// <summary>The area of the Community Safety Partnership, which is a district, a city or two districts.</summary>
    District,

    /// <summary>Somewhere in the office's whole area.</summary>
    Area,
    Nothing,
}
