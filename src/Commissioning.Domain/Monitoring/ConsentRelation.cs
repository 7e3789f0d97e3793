namespace Commissioning.Domain.Monitoring;

/// <summary>Who agreed to it.</summary>
public enum ConsentRelation
{
    /// <summary>The person whom it is about.</summary>
    Themself,

    /// <summary>A parent or carer of the child or adult whom it is about.</summary>
    ParentOrCarer,

    /// <summary>Everyone whom the picture shows, and a parent for each child.</summary>
    Everyone,

    /// <summary>It is about nobody, such as a picture of a mural.</summary>
    NoOne,
}
