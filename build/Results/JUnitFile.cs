using System.Xml.Linq;

namespace Build.Results;

/// <summary>The JUnit XML that the test run writes.</summary>
internal static class JUnitFile
{
    /// <summary>Writes into each suite of a file what was tested, as a property.</summary>
    public static void Stamp(string path, string tested)
    {
        var document = XDocument.Load(path);
        foreach (var suite in document.Descendants("testsuite"))
        {
            var properties = suite.Element("properties");
            if (properties is null)
            {
                properties = new XElement("properties");
                suite.AddFirst(properties);
            }

            properties.Add(new XElement("property", new XAttribute("name", "tested"), new XAttribute("value", tested)));
        }

        document.Save(path);
    }
}
