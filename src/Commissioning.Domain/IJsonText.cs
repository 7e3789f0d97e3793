namespace Commissioning.Domain;

/// <summary>A part of a record that is stored as one JSON text.</summary>
public interface IJsonText<TSelf>
    where TSelf : IJsonText<TSelf>
{
    string ToJson();
    static abstract TSelf FromJson(string json);
}
